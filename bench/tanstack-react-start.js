// What clerkMiddleware() and auth() add to a request of TanStack Start beside an application without middleware: CPU time of a server, for a
// production build of each subject. They take turns. Then the import of each package in a fresh process.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compareImports, compareServers, environmentOf, subjects } from './compare-servers.js';

const folder = fileURLToPath(new URL('tanstack-react-start', import.meta.url));
const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', import.meta.url));

/** @param {string} subject */
async function start(subject) {
  const child = spawn(process.execPath, ['server.js'], {
    cwd: folder,
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

// One after another: the router's plugin writes the same file for each.
for (const subject of subjects)
  execFileSync(process.execPath, [vite, 'build'], { cwd: folder, env: environmentOf(subject) });
await compareServers('TanStack Start', start);
compareImports('TanStack Start', {
  bare: '@tanstack/react-start',
  ours: '@acme/tanstack-react-start/server',
  official: '@clerk/tanstack-react-start/server',
});
