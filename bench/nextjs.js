// What clerkMiddleware() and auth() add to a request of Next.js beside a proxy that does nothing: CPU time of `next start`, for a production
// build of each subject. They take turns.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compareServers, environmentOf, subjects } from './compare-servers.js';
import { publishableKey } from './session-tokens.js';

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
const app = fileURLToPath(new URL('nextjs', import.meta.url));

/** @param {string} subject @returns {NodeJS.ProcessEnv} */
const environmentFor = (subject) => ({
  ...environmentOf(subject),
  NEXT_TELEMETRY_DISABLED: '1',
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
});

/** @param {string} subject */
const build = (subject) =>
  promisify(execFile)(process.execPath, [next, 'build', app], { env: environmentFor(subject) });

/** @param {AsyncIterable<string>} lines */
async function addressOf(lines) {
  let address = '';
  for await (const line of lines) {
    address ||= /Local:\s+(\S+)/.exec(line)?.[1] ?? '';
    if (address && line.includes('Ready')) return address;
  }
  throw new Error('The application did not start.');
}

/** @param {string} subject */
async function start(subject) {
  const child = spawn(process.execPath, [next, 'start', app, '--port', '0'], {
    env: environmentFor(subject),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await addressOf(createInterface(child.stdout));
  child.stdout.resume();
  const stop = () => {
    child.kill();
    return once(child, 'exit');
  };
  return { address, pid: child.pid ?? 0, stop };
}

for (const subject of subjects) await build(subject);
await compareServers('Next.js', start);
