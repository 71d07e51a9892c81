import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from 'testing/free-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const workerd = (
  createRequire(require.resolve('example-cloudflare-worker/package.json'))('workerd') as { readonly default: string }
).default;

const configFor = (port: number, variables: Readonly<Record<string, string>>) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "localhost:${String(port)}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  bindings = [${Object.entries(variables)
    .map(([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`)
    .join(', ')}],
);
`;

describe.each(['7', '8'])('React Router %s in workerd, with keys from the bindings', (major) => {
  const folder = mkdtempSync(join(tmpdir(), 'react-router-workerd-'));
  let emulator: Emulator;
  let runtime: ChildProcess;
  let url: string;

  beforeAll(async () => {
    emulator = await createEmulator();
    const port = await freePort();
    url = `http://localhost:${String(port)}`;
    const built = join(
      dirname(require.resolve(`e2e-react-router-${major}/package.json`)),
      'worker/build/server/index.js',
    );
    writeFileSync(join(folder, 'worker.js'), readFileSync(built));
    writeFileSync(join(folder, 'config.capnp'), configFor(port, emulator.env));
    runtime = spawn(workerd, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    const { stdio } = runtime;
    await Promise.race([
      once(stdio[3] as NodeJS.ReadableStream, 'data'),
      once(runtime, 'exit').then(() => Promise.reject(new Error('workerd has ended.'))),
    ]);
  });
  afterAll(async () => {
    runtime.kill('SIGKILL');
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(url + path, { headers, redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  }

  it('sends browsers to the handshake, and knows people and programs', async () => {
    const page = { accept: 'text/html', 'sec-fetch-dest': 'document' };
    const lost = await ask('/', page);
    expect([lost.status, lost.location]).toEqual([307, expect.stringContaining('/v1/client/handshake?')]);
    const stranger = await ask('/protected', { ...page, cookie: '__clerk_db_jwt=dvb_1' });
    expect([stranger.status, stranger.location]).toEqual([302, expect.stringContaining(`${emulator.url}/sign-in?`)]);

    const { userId, token, cookieHeader } = await emulator.signIn('ada@example.com', { origin: url });
    expect((await ask('/', { ...page, cookie: cookieHeader })).text).toContain(userId);
    expect((await ask('/protected', { authorization: `Bearer ${token}` })).text).toContain('Ada Lovelace');
    expect((await ask('/api/me')).status).toBe(401);
    const { secret } = await emulator.mintApiKey({ subject: userId });
    expect(JSON.parse((await ask('/api/job', { authorization: `Bearer ${secret}` })).text)).toEqual({
      kind: 'api_key',
      subject: userId,
    });
  });
});
