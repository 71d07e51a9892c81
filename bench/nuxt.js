// What the module and event.context.auth() add to a route of Nuxt's server beside an application without a module: CPU time of the server that
// Nitro builds for Node.js, for a production build of each subject. They take turns. Then the start of each server in a fresh process.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compareImports, compareServers, environmentOf, subjects } from './compare-servers.js';
import { jwtKey, publishableKey } from './session-tokens.js';

const folder = fileURLToPath(new URL('nuxt', import.meta.url));
const nuxt = join(dirname(createRequire(import.meta.url).resolve('nuxt/package.json')), 'bin/nuxt.mjs');

/** @param {string} subject @returns {NodeJS.ProcessEnv} */
const environmentFor = (subject) => ({
  ...environmentOf(subject),
  NUXT_TELEMETRY_DISABLED: '1',
  NUXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
  NUXT_CLERK_SECRET_KEY: 'sk_live_bench',
  NUXT_CLERK_JWT_KEY: jwtKey,
});

/** A port that is free now: Nitro takes 0 for its default. */
async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? String(address?.port) : '';
}

/** @param {string} subject */
async function start(subject) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, `.output/${subject}/server/index.mjs`)], {
    env: { ...environmentFor(subject), NITRO_HOST: 'localhost', NITRO_PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface(child.stdout), 'line');
  const stop = () => {
    child.kill();
    return once(child, 'exit');
  };
  return { address: `http://localhost:${port}`, pid: child.pid ?? 0, stop };
}

for (const subject of subjects)
  execFileSync(process.execPath, [nuxt, 'build'], { cwd: folder, env: environmentFor(subject) });
await compareServers('Nuxt', start);
compareImports(
  'Nuxt',
  Object.fromEntries(subjects.map((subject) => [subject, `./nuxt/.output/${subject}/server/index.mjs`])),
);
