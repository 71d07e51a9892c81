import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from 'testing/free-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The quick start of Remix as it is printed: every block that names its file is written there, and the development server answers.

const page = readFileSync(new URL('../../docs/quick-start/remix.md', import.meta.url), 'utf8');
/** Beside the packages that the page installs. */
const folder = join(import.meta.dirname, '..', 'remix', 'quick-start');
const files = [...page.matchAll(/^```tsx?\n(\/\/ (\S+\.tsx?)\n.*?)^```$/gms)].map(([, code = '', path = '']) => ({
  code,
  path,
}));
/** What `npm init` and `npm install` write, as far as it matters. */
const manifest = { type: 'module' };

let emulator: Emulator;
let url: string;
let server: ChildProcess;
let output = '';

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, code } of [...files, { path: 'package.json', code: JSON.stringify(manifest) }]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  emulator = await createEmulator();
  const port = await freePort();
  url = `http://localhost:${String(port)}`;
  const cli = join(folder, '..', 'node_modules/@remix-run/dev/dist/cli.js');
  server = spawn(process.execPath, [cli, 'vite:dev', '--port', String(port)], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...emulator.env },
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
  while (!output.includes('Local')) {
    if (server.exitCode !== null) throw new Error(`The application has ended.\n${output}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
});
afterAll(async () => {
  const ended = once(server, 'exit');
  server.kill();
  await ended;
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url + path, { headers, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

describe('the quick start of Remix', () => {
  it('has a page that knows who is signed in', async () => {
    const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
    const person = await ask('/', { authorization: `Bearer ${token}` });
    expect([person.status, person.text], output).toEqual([200, expect.stringContaining(`Signed in as ${userId}.`)]);
    expect((await ask('/')).text).toContain('Signed out.');
  });

  it('protects a page and a route', async () => {
    const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
    const person = { authorization: `Bearer ${token}` };
    expect((await ask('/profile', person)).text).toContain('Ada');
    expect(JSON.parse((await ask('/api/me', person)).text)).toEqual({ userId });
    expect((await ask('/api/me')).status).toBe(401);
    const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
    const stranger = await ask('/profile', browser);
    expect([stranger.status, stranger.location]).toEqual([302, expect.stringContaining(`${emulator.url}/sign-in?`)]);
  });

  it('refuses webhooks that nobody signed', async () => {
    const response = await fetch(`${url}/webhooks`, { method: 'POST', body: '{}' });
    expect([response.status, await response.json()]).toEqual([500, { error: 'webhook_secret_missing' }]);
  });
});
