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

// What the pages print for Playwright runs in Chromium: the test of the guide to tests by the command and the workflow that are printed there, on
// the server of the guide to Hono, and the fixture of the emulator's README.

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

/** A configuration of Playwright for this machine, where the reader's has downloaded a browser. */
function writeConfig(name: string, printed: string): void {
  const use = `{ launchOptions: { executablePath: ${JSON.stringify(findBrowser())} } }`;
  // The times are for a machine that is ten times slower.
  const settings = `{ reporter: 'line', timeout: 300_000, expect: { timeout: 200_000 }, use: ${use} }`;
  const text = `import { defineConfig } from '@playwright/test';\n${printed}\nexport default defineConfig(printed, ${settings});\n`;
  writeFileSync(join(folder, name), text);
}

/** Runs a command in the folder, with the programs that `npx` would find there. @returns what it printed */
async function run(command: string): Promise<string> {
  const here = command.replace(
    /npx (\S+)/g,
    (_whole, name: string) => `"${process.execPath}" "${commands[name] ?? name}"`,
  );
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: '1' };
  return (await promisify(execFile)('sh', ['-c', here], { cwd: folder, env })).stdout;
}

it('the steps of the workflow pass: tests, and a visitor who signs in and returns', async () => {
  await write('frameworks/hono.md', ['js']);
  await write('guides/testing.md', ['ts']);
  writeConfig('here.config.ts', `import printed from './playwright.config.ts';`);
  writeFileSync(
    join(folder, 'package.json'),
    '{ "type": "module", "scripts": { "test": "node --test app.test.mjs" } }',
  );
  const blocks = await blocksOf('guides/testing.md');
  const codeOf = (language: string) => blocks.find((block) => block.language === language)?.code ?? '';
  const steps = [...codeOf('yaml').matchAll(/- run: (.*)/g)].map(([, step = '']) => step);
  // The first two fetch what is here already.
  expect(steps.slice(0, 2)).toEqual(['npm ci', 'npx playwright install --with-deps chromium']);
  const [test = '', browser = '', ...others] = steps.slice(2);
  expect(others).toEqual([]);
  expect(await run(test)).toMatch(/pass 3\b/);
  expect(browser).toBe(codeOf('sh'));
  expect(browser).toContain('npx playwright test');
  expect(await run(`${browser} --config here.config.ts`)).toContain('1 passed');
});

it('the fixture of the README of the emulator signs in without a page', async () => {
  const [block] = (await blocksOf('../packages/emulator/README.md')).filter(({ code }) => code.includes('base.extend'));
  const startApp = `import { clerkMiddleware, getAuth } from '@acme/hono';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
async function startApp(env: Record<string, string>) {
  Object.assign(process.env, env);
  const app = new Hono().use(clerkMiddleware());
  app.get('/', async (c) => c.text((await c.get('clerk').users.getUser(getAuth(c).userId)).firstName));
  const server = serve({ fetch: app.fetch, port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  return { url: 'http://localhost:' + server.address().port, stop: () => new Promise((resolve) => server.close(resolve)) };
}`;
  mkdirSync(join(folder, 'fixture'), { recursive: true });
  writeFileSync(join(folder, 'fixture/greets.spec.ts'), `${startApp}\n${block?.code ?? ''}\n`);
  writeConfig('fixture.config.ts', `const printed = { testDir: 'fixture' };`);
  expect(await run('npx playwright test --config fixture.config.ts')).toContain('1 passed');
});
