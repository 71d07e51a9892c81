import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from 'testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBlocks } from '../../docs/.vitepress/read-blocks.js';
import { findBrowser } from '../../scripts/browser.mjs';
import { placeOf } from './compile.js';

// The browser test of the guide to tests runs as it is printed, in Chromium, by the command that is printed there, on the server of the guide
// to Hono.

const require = createRequire(import.meta.url);
const beside = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
/** What `npx` finds in the folder of an application. */
const commands: Readonly<Record<string, string>> = {
  '@acme/emulator': beside('@acme/emulator', 'bin/acme-emulator.js'),
  playwright: beside('@playwright/test', 'cli.js'),
};

const blocksOf = async (page: string) => readBlocks(page, await readFile(placeOf(`../docs/${page}`), 'utf8'));

let folder: string;
let port: number;
beforeAll(async () => {
  port = await freePort();
  // Playwright does not compile what is below `node_modules`; there, in this package, the blocks find what they import.
  folder = mkdtempSync(placeOf('.run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes each block to the file that it names; a block without a name goes on from the first. */
async function write(page: string, languages: readonly string[]): Promise<void> {
  const files = new Map<string, string>();
  for (const { language, code } of await blocksOf(page)) {
    if (!languages.includes(language)) continue;
    const [first = ''] = files.keys();
    const [, file = first] = /^\/\/ (\S+)/.exec(code) ?? [];
    files.set(file, `${files.get(file) ?? ''}${code.replaceAll('3000', String(port))}\n`);
  }
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

it('a visitor signs in and returns', async () => {
  await write('frameworks/hono.md', ['js']);
  await write('guides/testing.md', ['ts']);
  // The reader's Playwright has downloaded a browser of its own.
  const config = `import { defineConfig } from '@playwright/test';
import printed from './playwright.config.ts';
export default defineConfig(printed, { reporter: 'line', use: { launchOptions: { executablePath: ${JSON.stringify(findBrowser())} } } });
`;
  writeFileSync(join(folder, 'here.config.ts'), config);
  // Playwright writes its results beside it.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const command = (await blocksOf('guides/testing.md')).find(({ language }) => language === 'sh')?.code ?? '';
  expect(command).toContain('npx playwright test');
  const here = command.replace(
    /npx (\S+)/g,
    (_whole, name: string) => `"${process.execPath}" "${commands[name] ?? name}"`,
  );
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: '1' };
  const ran = await promisify(execFile)('sh', ['-c', `${here} --config here.config.ts`], { cwd: folder, env });
  expect(ran.stdout).toContain('1 passed');
});
