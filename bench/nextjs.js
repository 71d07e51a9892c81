// What clerkMiddleware() and auth() add to a request of Next.js beside a proxy that does nothing: CPU time of `next start`, for a production
// build of each subject. They take turns.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Pool } from 'undici';
import { isQuick, signInBrowsers, takeTurns } from './fleet.js';
import { median } from './median.js';
import { report } from './report.js';
import { jwtKey, publishableKey } from './session-tokens.js';

const subjects = ['bare', 'ours', 'official'];
const rounds = isQuick ? 3 : 12;
const requestsPerTurn = isQuick ? 200 : 500;
/** The first turns only warm a server up. */
const warmUps = isQuick ? 1 : 2;
const seenTokens = 100;
const cookies = await signInBrowsers(seenTokens + (rounds + warmUps) * requestsPerTurn);

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
const app = fileURLToPath(new URL('nextjs', import.meta.url));
// Linux counts CPU time in units of 10 ms.
const tickMicroseconds = 10_000;

/** @param {string} subject @returns {NodeJS.ProcessEnv} */
const environmentOf = (subject) => ({
  ...process.env,
  BENCH_SUBJECT: subject,
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_SECRET_KEY: 'sk_live_bench',
  CLERK_JWT_KEY: jwtKey,
});

/** @param {string} subject */
const build = (subject) => promisify(execFile)(process.execPath, [next, 'build', app], { env: environmentOf(subject) });

/** User and system time of all threads of a process, in µs. @param {number} pid @see proc_pid_stat(5) */
function cpuOf(pid) {
  const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // The name of the program is in brackets and may have spaces; after it utime and stime are the 12th and the 13th.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMicroseconds;
}

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
    env: environmentOf(subject),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid = 0 } = child;
  const address = await addressOf(createInterface(child.stdout));
  child.stdout.resume();
  if (readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').trim() !== '')
    throw new Error('`next start` has a process that would not be measured.');
  const pool = new Pool(address, { connections: 8 });
  const stop = async () => {
    await pool.close();
    child.kill();
    await once(child, 'exit');
  };
  return { name: subject, pid, pool, stop };
}

/** @typedef {Awaited<ReturnType<typeof start>>} Subject */

/** @param {Subject} subject @param {number} index - of the cookie */
async function send({ name, pool }, index) {
  const headers = { host: 'app.example.com', accept: 'application/json', cookie: cookies[index] ?? '' };
  const { statusCode, body } = await pool.request({ path: '/user', method: 'GET', headers });
  const text = await body.text();
  const wanted = name === 'bare' ? 'anybody' : `user_${String(index)}`;
  if (statusCode !== 200 || text !== JSON.stringify(wanted))
    throw new Error(`${name} answered ${String(statusCode)} ${text} instead of ${wanted}.`);
}

/** CPU time per request, in µs. @param {Subject} subject @param {(request: number) => number} indexOf */
async function turn(subject, indexOf) {
  const before = cpuOf(subject.pid);
  let sent = 0;
  const connection = async () => {
    while (sent < requestsPerTurn) await send(subject, indexOf(sent++));
  };
  await Promise.all(Array.from({ length: 8 }, connection));
  return (cpuOf(subject.pid) - before) / requestsPerTurn;
}

/** @param {ReadonlyMap<string, readonly number[]>} turns */
function compare(turns) {
  const bare = turns.get('bare') ?? [];
  const official = turns.get('official') ?? [];
  /** What disturbs a turn only ever adds to it. @param {readonly number[]} own */
  const least = (own) => Math.min(...own) - Math.min(...bare);
  // Of turns that followed one another: a neighbour of this machine that stays for a while is in both.
  /** @param {readonly number[]} own */
  const paired = (own) => median(own.map((time, round) => time - (bare[round] ?? 0)));
  return [...turns].map(([name, own]) => ({
    name,
    'least CPU µs': Math.min(...own),
    added: least(own),
    'added to official': least(own) / least(official),
    'median CPU µs': median(own),
    'added, paired': paired(own),
    'added to official, paired': paired(own) / paired(official),
  }));
}

for (const subject of subjects) await build(subject);
const running = await Promise.all(subjects.map(start));
try {
  for (const name of ['tokens seen before', 'tokens never seen']) {
    const isNew = name === 'tokens never seen';
    const used = new Map(subjects.map((subject) => [subject, 0]));
    const takeTurn = (/** @type {Subject} */ subject) => {
      const first = used.get(subject.name) ?? 0;
      used.set(subject.name, first + requestsPerTurn);
      return turn(subject, (request) => (isNew ? seenTokens + first + request : request % seenTokens));
    };
    await takeTurns(running, warmUps, takeTurn);
    const turns = await takeTurns(running, rounds, takeTurn);
    report(
      `Next.js, ${name}, Node ${process.version}, ${String(rounds)} turns of ${String(requestsPerTurn)}`,
      compare(turns),
    );
  }
} finally {
  for (const { stop } of running) await stop();
}
