// What getAuth() adds to a resource route of Remix beside a loader that does nothing: CPU time of a server with Remix' own request handler, in
// production. They take turns. Then the import of each package in a fresh process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compareImports, compareServers, environmentOf } from './compare-servers.js';

const server = fileURLToPath(new URL('remix/server.js', import.meta.url));

/** @param {string} subject */
async function start(subject) {
  const child = spawn(process.execPath, [server], {
    env: environmentOf(subject),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(createInterface(child.stdout), 'line');
  const stop = () => {
    child.kill();
    return once(child, 'exit');
  };
  return { address: String(address), pid: child.pid ?? 0, stop };
}

await compareServers('Remix', start);
compareImports('Remix', {
  bare: '@remix-run/server-runtime',
  ours: '@acme/remix/ssr.server',
  official: '@clerk/remix/ssr.server',
});
