import { createEmulator, type Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atTheEnd, bearer, freePort, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';

// Tests would load it as a module, without the path of the program.
const { default: workerd } = createRequire(import.meta.url)('workerd') as { readonly default: string };

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
  compatibilityFlags = ["nodejs_compat"],
  bindings = [${Object.entries(variables)
    .map(([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`)
    .join(', ')}],
);
`;

/** Runs the application that is built for workers, with the variables of the emulator as bindings. */
async function serveWorker(emulator: Emulator): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'start-workerd-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  copyFileSync(join(import.meta.dirname, 'app', 'dist', 'workerd', 'server', 'server.js'), join(folder, 'worker.js'));
  writeFileSync(join(folder, 'config.capnp'), configFor(port, emulator.env));
  const runtime = spawn(workerd, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  atTheEnd(async () => {
    const ended = once(runtime, 'exit');
    runtime.kill('SIGKILL');
    await ended;
  });
  const [, , , control] = runtime.stdio;
  await Promise.race([
    once(control as NodeJS.ReadableStream, 'data'),
    once(runtime, 'exit').then(() => Promise.reject(new Error('workerd has ended.'))),
  ]);
  return `http://localhost:${String(port)}`;
}

describe('in workerd, with keys from the bindings', () => {
  let emulator: Emulator;
  let url: string;
  beforeAll(async () => {
    emulator = await createEmulator({ seed: { users: [{ email_address: 'ada@example.com', first_name: 'Ada' }] } });
    atTheEnd(() => emulator.close());
    url = await serveWorker(emulator);
  });

  async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(url + path, { headers, redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  }

  it('sends browsers to the handshake, and strangers to sign-in', async () => {
    const lost = await ask('/', pageHeaders);
    expect([lost.status, lost.location]).toEqual([307, expect.stringContaining('/v1/client/handshake?')]);
    const stranger = await ask('/profile', { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    expect([stranger.status, stranger.location]).toEqual([302, expect.stringContaining(`${emulator.url}/sign-in?`)]);
    expect((await ask('/api/guarded')).status).toBe(401);
  });

  it('knows people and programs, and calls the Backend API', async () => {
    const { userId, token, cookieHeader: cookie } = await emulator.signIn('ada@example.com', { origin: url });
    expect((await ask('/', { ...pageHeaders, cookie })).text).toContain(userId);
    expect((await ask('/profile', { ...pageHeaders, cookie })).text).toContain('<p id="name">Ada</p>');
    expect(JSON.parse((await ask('/api/user', bearer(token))).text)).toEqual({ email: 'ada@example.com' });
    const { secret } = await emulator.mintApiKey({ subject: userId });
    expect(JSON.parse((await ask('/api/me?accepts=api_key', bearer(secret))).text)).toMatchObject({ userId });
  });
});
