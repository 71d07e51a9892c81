// What clerkMiddleware() and getAuth() add to a request of React Router beside an application without middleware: CPU time of a server with its own
// request handler, in production. They take turns. Then the import of each package in a fresh process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compareImports, compareServers, environmentOf } from './compare-servers.js';

const server = fileURLToPath(new URL('react-router/server.js', import.meta.url));

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

await compareServers('React Router', start);
compareImports('React Router', {
  bare: 'react-router',
  ours: '@acme/react-router/server',
  official: '@clerk/react-router/server',
});
