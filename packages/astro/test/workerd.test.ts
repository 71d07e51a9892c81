import { createEmulator, type Emulator } from '@acme/emulator';
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atTheEnd, bearer, freePort, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { majors, type Major } from './astro-versions.js';
import { buildWorker, secrets, workerFolder } from './build-app.js';

// Tests would load it as a module, without the path of the program.
const { default: workerd } = createRequire(import.meta.url)('workerd') as { readonly default: string };

/**
 * What the README says about each version. Astro takes a worker with all of `process` for Node.js, where it renders pages that such a worker
 * can send only from 2026-02-19 on.
 */
const workers = {
  5: { entry: '_worker.js/index.js', date: '2026-01-01', flags: ['nodejs_compat', 'disable_nodejs_process_v2'] },
  6: { entry: 'server/entry.mjs', date: '2026-02-19', flags: ['nodejs_compat'] },
} as const satisfies Record<Major, unknown>;

const configFor = (port: number, major: Major, variables: Readonly<Record<string, string>>) => `
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
  compatibilityDate = ${JSON.stringify(workers[major].date)},
  compatibilityFlags = ${JSON.stringify(workers[major].flags)},
  bindings = [${Object.entries(variables)
    .map(([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`)
    .join(', ')}],
);
`;

/** Runs the application that is built for workers, with the variables of the emulator as bindings. */
async function serveWorker(emulator: Emulator, major: Major): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'astro-workerd-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  await build({
    entryPoints: [join(workerFolder(major), workers[major].entry)],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'silent',
  });
  writeFileSync(join(folder, 'config.capnp'), configFor(port, major, emulator.envFor('astro')));
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

describe.each(majors)('an application that Astro %i has built for workers', (major) => {
  let emulator: Emulator;
  let url: string;
  beforeAll(async () => {
    emulator = await createEmulator({ seed: { users: [{ email_address: 'ada@example.com', first_name: 'Ada' }] } });
    atTheEnd(() => emulator.close());
    await buildWorker(major);
    url = await serveWorker(emulator, major);
  });

  async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(url + path, { headers, redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  }

  it('has no secret that was there while it was built, and its prerendered page', () => {
    const texts = readdirSync(workerFolder(major), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    for (const secret of Object.values(secrets)) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    expect(texts.some((text) => text.includes('<p>undefined</p>'))).toBe(true);
  });

  it('sends browsers to the handshake, and strangers to sign-in', async () => {
    const lost = await ask('/page', pageHeaders);
    expect([lost.status, lost.location]).toEqual([307, expect.stringContaining('/v1/client/handshake?')]);
    const stranger = await ask('/guarded-page', { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' });
    expect([stranger.status, stranger.location]).toEqual([302, expect.stringContaining(`${emulator.url}/sign-in?`)]);
    expect((await ask('/guarded-page')).status).toBe(401);
  });

  it('knows who is signed in by keys from the bindings, and calls the Backend API', async () => {
    const { userId, token, cookieHeader: cookie } = await emulator.signIn('ada@example.com', { origin: url });
    expect((await ask('/page', { ...pageHeaders, cookie })).text).toContain(userId);
    expect((await ask('/profile', { ...pageHeaders, cookie })).text).toContain('<p id="name">Ada</p>');
    expect((await ask('/guarded-page', bearer(token))).text).toContain(userId);
  });
});
