import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmulator, type Emulator } from '@acme/emulator';
import { freePort } from 'testing';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocks, type CodeBlock } from './code-blocks.js';
import { placeOf } from './compile.js';

// What readers copy first runs as it is printed: the first block of the front page and of each quick start, and the first test of the guide to
// tests. `release/` does the same for the READMEs of the packages, out of what is published.

let emulator: Emulator;
let folder: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  emulator = await createEmulator();
  // In this package, so that the blocks can import what it depends on.
  const cache = placeOf('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'first-servers-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill();
    await ended;
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await emulator.close();
});

const blocksOf = (page: string) => codeBlocks.filter((block) => block.page === page);

/** Writes a block to a file of its own, without its types. */
function write(name: string, { code }: CodeBlock, port = 3000): string {
  const file = join(folder, name);
  const settings = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  writeFileSync(file, ts.transpile(code.replaceAll('3000', String(port)), settings));
  return file;
}

function start(...args: readonly string[]): { readonly child: ChildProcess; readonly output: () => string } {
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...emulator.env } });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
  return { child, output: () => text };
}

async function runToEnd(...args: readonly string[]): Promise<string> {
  const { child, output } = start(...args);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code, output()).toBe(0);
  return output();
}

/** Waits until a server answers. @throws {Error} with what it printed, if it ends */
async function ready(url: string, { child, output }: ReturnType<typeof start>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server has ended.\n${output()}`);
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    if (answer) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** Where a server shows who is signed in, and what strangers get there. */
const servers: Readonly<Record<string, { readonly path: string; readonly strangers: number }>> = {
  'README.md': { path: '/me', strangers: 401 },
  'docs/quick-start/backend.md': { path: '/', strangers: 401 },
  'docs/quick-start/express.md': { path: '/', strangers: 200 },
  'docs/quick-start/fastify.md': { path: '/', strangers: 200 },
  'docs/quick-start/hono.md': { path: '/', strangers: 200 },
  'docs/quick-start/node-legacy.md': { path: '/', strangers: 401 },
};
const programs = ['docs/quick-start/emulator.md'];
/** Built and served by the browser tests, which have the framework. */
const applications = [
  'docs/quick-start/astro.md',
  'docs/quick-start/nextjs.md',
  'docs/quick-start/nuxt.md',
  'docs/quick-start/react-router.md',
  'docs/quick-start/remix.md',
  'docs/quick-start/tanstack-react-start.md',
];

it('knows every quick start', () => {
  const pages = codeBlocks.map(({ page }) => page).filter((page) => page.startsWith('docs/quick-start/'));
  expect([...Object.keys(servers), ...programs, ...applications].sort()).toEqual(
    ['README.md', ...new Set(pages)].sort(),
  );
});

describe.each(Object.entries(servers))('the first server of %s', (page, { path, strangers }) => {
  it('knows who is signed in', async () => {
    const [block] = blocksOf(page);
    if (!block) throw new Error('The page has no block.');
    // The quick starts name a port that other tests use.
    const port = await freePort();
    const url = `http://localhost:${String(port)}`;
    await ready(url, start(write(`${page.replace(/\W+/g, '-')}.mjs`, block, port)));
    const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
    const person = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    expect([person.status, await person.text()]).toEqual([200, expect.stringContaining(userId)]);
    const stranger = await fetch(url + path);
    expect(stranger.status).toBe(strangers);
    expect(await stranger.text()).not.toContain(userId);
  });
});

it.each(programs)('the first program of %s signs somebody in', async (page) => {
  const [block] = blocksOf(page);
  if (!block) throw new Error('The page has no block.');
  expect(await runToEnd(write('sign-in.mjs', block))).toMatch(/^user_\w+ \d+ \d+$/m);
});

it('the first test of docs/guides/test-offline.md passes', async () => {
  const [app, test] = blocksOf('docs/guides/test-offline.md');
  if (!app || !test) throw new Error('The page has no test.');
  write('app.mjs', app);
  expect(await runToEnd('--test', write('app.test.mjs', test))).toMatch(/pass 2\b/);
});
