import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from 'testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBlocks } from '../../docs/.vitepress/read-blocks.js';
import { placeOf } from './compile.js';
import { pages } from './code-blocks.js';
import { createPageRunner, type PageRunner } from './page-runner.js';

// Every command of the emulator that a page prints, in a block or in a sentence, runs; and every seed that a page prints is accepted.

const cli = join(
  dirname(createRequire(import.meta.url).resolve('@acme/emulator/package.json')),
  'bin/acme-emulator.js',
);
const texts = pages().map((page) => [page, readFileSync(placeOf(`../${page}`), 'utf8')] as const);

const textOf = (wanted: string) => texts.find(([page]) => page === wanted)?.[1] ?? '';

/** The commands, without what is before, after and in comments. What `exec` runs and where `env` is written is part of the page's own tests. */
const commands = [
  ...new Set(
    texts.flatMap(([, text]) =>
      [...text.matchAll(/npx @acme\/emulator\b([^`#\n]*)/g)].map(([, rest = '']) =>
        rest.replace(/ (?:>|--) .*/, '').trim(),
      ),
    ),
  ),
].sort();

/** Seeds, and parts of them. */
const seeds = texts.flatMap(([page, text]) =>
  readBlocks(page, text)
    .filter(({ language, code }) => language === 'yaml' && /^(?:users|settings|organizations):/m.test(code))
    .map(({ line, code }) => ({ name: `${page}:${String(line)}`, text: code })),
);

let emulator: Emulator;
let runner: PageRunner;
let folder: string;
let appUrl: string;
beforeAll(async () => {
  emulator = await createEmulator();
  folder = mkdtempSync(join(tmpdir(), 'commands-'));
  runner = createPageRunner(emulator.env);
  const port = await freePort();
  appUrl = `http://localhost:${String(port)}`;
  runner.write('docs/frameworks/hono.md', { port, appendTo: 'app.mjs' });
  await runner.serve('server.mjs', appUrl);
  const dotenv = Object.entries(emulator.env).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(join(folder, '.env'), dotenv.join(''));
  const [seed = ''] = seeds.map(({ text }) => text);
  writeFileSync(join(folder, 'seed.yaml'), seed);
});
beforeEach(async () => {
  emulator.clock.reset();
  await emulator.reset();
});
afterAll(async () => {
  await runner.stop();
  runner.remove();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs a command as a shell does, in a folder that has what the pages speak of.
 * @param until - a text after which the command is stopped, as Ctrl+C does it
 */
async function run(command: string, { until, cwd = folder }: { until?: RegExp; cwd?: string } = {}): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const child = spawn('sh', ['-c', `exec "${process.execPath}" "${cli}" ${command}`], { cwd, env });
  let output = '';
  let isStopped = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      if (isStopped || until === undefined || !until.test(output)) return;
      isStopped = true;
      child.kill('SIGINT');
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** An application that knows nothing of us, for `init`. */
function emptyApplication(): string {
  const place = mkdtempSync(join(folder, 'application-'));
  writeFileSync(join(place, 'package.json'), '{ "type": "module", "dependencies": { "express": "^5.0.0" } }\n');
  writeFileSync(
    join(place, 'server.js'),
    `import express from 'express';\n\nconst app = express();\napp.listen(3000);\n`,
  );
  return place;
}
const filesIn = (place: string) => ['package.json', 'server.js'].map((name) => readFileSync(join(place, name), 'utf8'));

/** How a command is run here, and what it shall do, by its beginning. The port 4500 may be in use. */
const kinds: Readonly<Record<string, (command: string) => Promise<void>>> = {
  start: async (command) => {
    const { code, output } = await run(`${command || 'start'} --port 0`, { until: /http:\/\/localhost:\d+/ });
    expect([code, output]).toEqual([0, expect.stringContaining('ada@example.com')]);
  },
  env: async (command) => {
    const { code, output } = await run(`${command} --port 4599`);
    expect([code, output]).toEqual([0, expect.stringMatching(/CLERK_PUBLISHABLE_KEY="?pk_test_[^]*localhost:4599/)]);
  },
  exec: async (command) => {
    const own = command.replace(' --port 0', '');
    const program = 'Object.entries(process.env).filter(([name]) => /CLERK_PUBLISHABLE_KEY$/.test(name)).length';
    const { code, output } = await run(`${own} --port 0 -- "${process.execPath}" --print '${program}'`);
    expect([code, output.trim()]).toEqual([0, command.includes('--framework') ? expect.stringMatching(/^[12]$/) : '1']);
  },
  init: async (command) => {
    const place = emptyApplication();
    const before = filesIn(place);
    const rest = '--no-install --no-start --framework express';
    if (command.includes('--undo')) expect((await run(`init --yes ${rest}`, { cwd: place })).code).toBe(0);
    const flags = command.includes('--undo') ? '' : `${rest}${command.includes('--dry-run') ? '' : ' --yes'}`;
    const { code, output } = await run(`${command} ${flags}`, { cwd: place });
    expect([code, output]).toEqual([0, expect.stringContaining('package.json')]);
    if (command === 'init') expect(filesIn(place)).not.toEqual(before);
    else expect(filesIn(place)).toEqual(before);
  },
  doctor: async (command) => {
    const { code, output } = await run(
      command.replace('https://app.example.com', appUrl).replace(/^doctor$/, '$& --dotenv .env'),
    );
    expect([code, output]).toEqual([0, expect.not.stringContaining(emulator.secretKey)]);
  },
  explain: async (command) => {
    const userId = emulator.users[0]?.id ?? '';
    const token = await emulator.mintSessionToken({ userId, expiresInSeconds: -60 });
    const request = `GET /api/me HTTP/1.1\nHost: localhost:3000\nAuthorization: Bearer ${token}\n\n`;
    writeFileSync(join(folder, 'request.txt'), request);
    const own = command.replace(/<token>|eyJ\S+/, token);
    const { code, output } = await run(own === 'explain' ? `explain --dotenv .env ${token}` : own);
    expect([code, output]).toEqual([1, expect.stringContaining('expired')]);
  },
  requests: async (command) => {
    const ended = run(`${command} --url ${emulator.url}`, { until: /jwks/ });
    const asks = setInterval(() => void fetch(`${emulator.url}/.well-known/jwks.json`), 100);
    const { code, output } = await ended;
    clearInterval(asks);
    expect([code, output]).toEqual([expect.toBeOneOf([0, 130, null]), expect.stringContaining('200')]);
  },
};

/** Commands for a running emulator. */
async function control(command: string): Promise<void> {
  const { code, output } = await run(`${command} --url ${emulator.url}`);
  expect([code, output]).toEqual([0, expect.stringMatching(/\S/)]);
}

it.each(commands)('npx @acme/emulator %s', async (command) => {
  const [first = ''] = command.split(' ');
  await (kinds[first === '' || first.startsWith('-') ? 'start' : first] ?? control)(command);
});

it('a server starts with the file of variables, as the quick start says', async () => {
  const [, env = '', nodeOption = '', file = ''] =
    /^npx @acme\/emulator (env > \.env)\nnode (\S+) (\S+)$/m.exec(textOf('docs/quick-start/emulator.md')) ?? [];
  const server = createPageRunner({});
  try {
    const port = await freePort();
    const url = `http://localhost:${String(port)}`;
    const blocks = ['// server.mjs', 'const signInUrl'];
    server.compose('docs/quick-start/hono.md', 'server.mjs', { blocks, last: 'serve({', port });
    const own = env.replace('env', `env --port ${new URL(emulator.url).port}`);
    expect((await run(own, { cwd: server.folder })).code).toBe(0);
    await server.serve(file, url, nodeOption);
    const { token } = await emulator.signIn('ada@example.com', { origin: url });
    const page = await fetch(`${url}/profile`, { headers: { authorization: `Bearer ${token}` } });
    expect([page.status, await page.text()]).toEqual([200, 'Hello Ada.']);
  } finally {
    await server.stop();
    server.remove();
  }
});

describe('the seed of', () => {
  it.each(seeds)('$name is accepted', async ({ text }) => {
    const file = join(folder, 'printed.yaml');
    writeFileSync(file, text);
    const own = await createEmulator({ seed: file });
    expect(own.users.length).toBe(text.includes('users:') ? 1 : 0);
    await own.close();
  });
});

it('knows every page', () => {
  expect(commands.length).toBeGreaterThan(25);
});
