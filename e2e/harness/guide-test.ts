import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../../scripts/browser.mjs';
import { filesIn, pageText, writeFiles, type QuickStartApp } from './quick-start.js';

const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

/**
 * Runs the test for Playwright that the guide of a framework prints, on an application that runs already.
 * @param page - the file in `docs/frameworks`, without its ending
 * @returns what Playwright printed
 * @throws {Error} if the test fails; the message has what Playwright printed
 */
export async function runGuideTest(page: string, { folder, url }: QuickStartApp): Promise<string> {
  const printed = filesIn(pageText(`frameworks/${page}`)).filter(([path]) =>
    /^(?:playwright\.config|tests\/.*)\.ts$/.test(path),
  );
  // The server has a port of its own here, and the browser is that of this machine.
  const here = `import printed from './playwright.config.ts';
export default {
  ...printed,
  // The times are for a machine that is ten times slower.
  timeout: 300_000,
  expect: { timeout: 200_000 },
  reporter: 'line',
  outputDir: 'playwright-results',
  use: { ...printed.use, launchOptions: { executablePath: ${JSON.stringify(findBrowser())} } },
  webServer: { ...printed.webServer, reuseExistingServer: true },
};
`;
  writeFiles(folder, [
    ...printed.map(([path, code]) => [path, code.replace(/http:\/\/localhost:\d+/g, url)] as const),
    ['here.config.ts', here],
  ]);
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };
  const command = [cli, 'test', '--config', 'here.config.ts'];
  const { stdout, problem } = await promisify(execFile)(process.execPath, command, { cwd: folder, env }).then(
    (ran) => ({ ...ran, problem: undefined }),
    (error: Error & { readonly stdout?: string; readonly stderr?: string }) => ({
      stdout: error.stdout ?? '',
      problem: `${error.message}\n${error.stderr ?? ''}`,
    }),
  );
  if (problem !== undefined) throw new Error(`${stdout}\n${problem}`);
  return stdout;
}
