// What clerkMiddleware() and locals.auth() add to an endpoint of Astro beside a middleware that does nothing: CPU time of a server with the adapter
// for Node.js, for a production build of each subject. They take turns. Then the import of each build in a fresh process.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compareImports, compareServers, environmentOf, subjects } from './compare-servers.js';
import { publishableKey } from './session-tokens.js';

const folder = fileURLToPath(new URL('astro', import.meta.url));
const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'astro.js');

/** @param {string} subject @returns {NodeJS.ProcessEnv} */
const environmentFor = (subject) => ({
  ...environmentOf(subject),
  ASTRO_TELEMETRY_DISABLED: '1',
  PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
});

/** @param {string} subject */
async function start(subject) {
  const child = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: environmentFor(subject),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(createInterface(child.stdout), 'line');
  const stop = () => {
    child.kill();
    return once(child, 'exit');
  };
  return { address: String(address), pid: child.pid ?? 0, stop };
}

for (const subject of subjects)
  execFileSync(process.execPath, [astro, 'build'], { cwd: folder, env: environmentFor(subject) });
await compareServers('Astro', start);
compareImports(
  'Astro',
  Object.fromEntries(
    subjects.map((subject) => [subject, `./astro/dist/${subject}/server/_astro-internal_middleware.mjs`]),
  ),
);
