import type { Emulator } from '@acme/emulator';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { atTheEnd, freePort } from 'testing';

// Tests would load it as a module, without the path of the program.
const { default: workerd } = createRequire(import.meta.url)('workerd') as { readonly default: string };

/** The modules of a worker; the first one is the one that runs. */
function modulesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mjs'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const first = 'index.mjs';
  return [first, ...files.filter((file) => file !== first)]
    .map((file) => `(name = ${JSON.stringify(file)}, esModule = embed ${JSON.stringify(`server/${file}`)})`)
    .join(', ');
}

/** Names the scheme of a request that has come through Cloudflare's own network. */
export const schemeHeader = 'x-scheme-of-the-network';

const configFor = (port: number, folder: string, variables: Readonly<Record<string, string>>) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "localhost:${String(port)}", http = (forwardedProtoHeader = ${JSON.stringify(schemeHeader)}), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [${modulesIn(join(folder, 'server'))}],
  compatibilityDate = "2026-01-01",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [${Object.entries(variables)
    .map(([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`)
    .join(', ')}],
);
`;

/**
 * Runs the application that is built for workers until the end of the test or of the file, with the variables of the emulator as bindings.
 * @param folder - what Nitro has built
 * @returns its address
 */
export async function serveWorker(folder: string, emulator: Emulator): Promise<string> {
  const port = await freePort();
  const file = join(folder, `${String(port)}.capnp`);
  writeFileSync(file, configFor(port, folder, emulator.env));
  atTheEnd(() => rmSync(file));
  const runtime = spawn(workerd, ['serve', file, '--control-fd=3'], {
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

/** A folder for what is built, which is removed at the end. */
export function outputFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nuxt-worker-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
