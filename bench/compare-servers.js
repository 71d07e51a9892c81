// CPU time per request of servers in processes of their own, which take turns: what a package adds to one that does nothing.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { isQuick, signInBrowsers, takeTurns } from './fleet.js';
import { median } from './median.js';
import { report } from './report.js';
import { jwtKey, publishableKey } from './session-tokens.js';

/** The subjects of every comparison: nothing, our package and the official one. */
export const subjects = ['bare', 'ours', 'official'];

const rounds = isQuick ? 3 : 24;
const requestsPerTurn = isQuick ? 200 : 500;
/** The first turns only warm a server up. */
const warmUps = isQuick ? 1 : 2;
const seenTokens = 100;

/** The environment of a subject's server. @param {string} subject @returns {NodeJS.ProcessEnv} */
export const environmentOf = (subject) => ({
  ...process.env,
  BENCH_SUBJECT: subject,
  NODE_ENV: 'production',
  CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_SECRET_KEY: 'sk_live_bench',
  CLERK_JWT_KEY: jwtKey,
});

/** Time that all threads of a process have run, in µs. @param {number} pid @see proc_pid_schedstat(5) */
function cpuOf(pid) {
  const folder = `/proc/${String(pid)}/task`;
  const times = readdirSync(folder).map((thread) => {
    const [nanoseconds] = readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1000;
  });
  return times.reduce((sum, time) => sum + time, 0);
}

/**
 * A server that has been started: its process, and how it is stopped.
 * @typedef {{ readonly address: string, readonly pid: number, readonly stop: () => Promise<unknown> }} Started
 */
/** @typedef {{ readonly name: string, readonly pid: number, readonly pool: Pool, readonly cookies: readonly string[] }} Subject */

/** @param {Subject} subject @param {number} index - of the cookie */
async function send({ name, pool, cookies }, index) {
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

/**
 * Compares servers that answer `GET /user` with the id of the user as JSON (`"anybody"` if nobody asks), with tokens seen before and never seen.
 * @param {string} title
 * @param {(subject: string) => Promise<Started>} start
 */
export async function compareServers(title, start) {
  const cookies = await signInBrowsers(seenTokens + (rounds + warmUps) * requestsPerTurn);
  const started = await Promise.all(subjects.map(start));
  const running = started.map(({ address, pid }, index) => {
    if (readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').trim() !== '')
      throw new Error('A server has a process that would not be measured.');
    return { name: subjects[index] ?? '', pid, pool: new Pool(address, { connections: 8 }), cookies };
  });
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
        `${title}, ${name}, Node ${process.version}, ${String(rounds)} turns of ${String(requestsPerTurn)}`,
        compare(turns),
      );
    }
  } finally {
    for (const { pool } of running) await pool.close();
    for (const { stop } of started) await stop();
  }
}

/** Every program begins with a file. What the first one takes, a small one here, is no part of a package. */
const small = 'small module';

/** Imports a module in a fresh process: how long that takes, and the CPU time of the process until then, in ms. @param {string} name @param {string} module */
function importOnce(name, module) {
  const script = `const start = performance.now(); await import('${module}'); const time = performance.now() - start; const { user, system } = process.cpuUsage(); process.stdout.write(\`\\nimport \${time} \${(user + system) / 1000}\\n\`, () => process.exit());`;
  const options = { cwd: import.meta.dirname, env: environmentOf(name) };
  const output = String(execFileSync(process.execPath, ['--input-type=module', '--eval', script], options));
  // A server that is imported may print lines of its own.
  const [, time, cpu] = /^import ([\d.]+) ([\d.]+)$/m.exec(output) ?? [];
  return { time: Number(time), cpu: Number(cpu) };
}

/** Compares how long imports take in fresh processes. @param {string} title @param {Readonly<Record<string, string>>} modules - by name */
export function compareImports(title, modules) {
  const all = Object.entries({ ...modules, [small]: './median.js' });
  /** @type {Map<string, { readonly time: number[], readonly cpu: number[] }>} */
  const found = new Map(all.map(([name]) => [name, { time: [], cpu: [] }]));
  for (let round = 0; round < (isQuick ? 3 : 9); round += 1) {
    for (const [name, module] of all) {
      const { time, cpu } = importOnce(name, module);
      found.get(name)?.time.push(time);
      found.get(name)?.cpu.push(cpu);
    }
  }
  const middle = (/** @type {string} */ name, /** @type {'time' | 'cpu'} */ kind) =>
    median(found.get(name)?.[kind] ?? []);
  const cpuOf = (/** @type {string} */ name) => middle(name, 'cpu') - middle(small, 'cpu');
  report(
    `${title}, import in a fresh process`,
    Object.keys(modules).map((name) => ({
      name,
      'median ms': middle(name, 'time'),
      'to official': middle(name, 'time') / middle('official', 'time'),
      'CPU ms over a small module': cpuOf(name),
      'CPU to official': cpuOf(name) / cpuOf('official'),
    })),
  );
}
