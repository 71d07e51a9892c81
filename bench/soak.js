// Mixed load on servers of all adapters at a fixed rate, whatever they answer: keys that change about once a minute, a keys endpoint
// that is down, reset or hanging now and then, and hostile requests. Every answer is checked. `--minutes=N` (default 30) and
// `--rate=N` requests a second (default 200). Ends with 1 if an answer was wrong or late.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as send } from 'node:http';
import { fileURLToPath } from 'node:url';
import { report } from './report.js';
import { isKeyMissing, isRight, nextCase } from './soak-requests.js';
import { hadFault, jwksCallsSoFar, rotate, startService, stopService } from './soak-service.js';

const argument = (/** @type {string} */ name, /** @type {number} */ fallback) =>
  Number(process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const minutes = argument('minutes', 30);
const rate = argument('rate', 200);
/** An answer that takes longer is none. */
const timeoutMs = 15_000;
/** So late an answer may be where the server has the key. */
const lateMs = 2_000;
const rotationMs = () => 45_000 + 30_000 * Math.random();
/** What a machine that cannot keep up leaves waiting. */
const maxInFlight = 10_000;

const server = fork(fileURLToPath(new URL('soak-server.js', import.meta.url)), {
  execArgv: ['--expose-gc'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
    CLERK_API_URL: await startService(),
  },
});
const [ports] = await once(server, 'message');
/** @type {readonly [string, number][]} */
const adapters = Object.entries(ports);
const agent = new Agent({ keepAlive: true });

/**
 * @param {number} port
 * @param {import('./soak-requests.js').Case} one
 * @returns {Promise<string>} status and body
 */
const ask = (port, { path, headers }) =>
  new Promise((resolve) => {
    const request = send({ port, host: '127.0.0.1', path, headers, agent, timeout: timeoutMs }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(`${response.statusCode} ${text}`));
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) => resolve(`no answer: ${error.message}`));
    request.end();
  });

/** @typedef {{ requests: number, wrong: number, 503: number, slowest: number, slowestMissing: number }} Counts */
/** @returns {Counts} */
const noCounts = () => ({ requests: 0, wrong: 0, 503: 0, slowest: 0, slowestMissing: 0 });
/** @type {Map<string, Counts>} */
const byKind = new Map();
const all = noCounts();
let minute = noCounts();
/** @type {string[]} */
const wrongs = [];
let inFlight = 0;
let late = 0;

/** @param {readonly [string, number]} adapter */
async function one([adapter, port]) {
  inFlight += 1;
  const made = await nextCase();
  const sentAt = Date.now();
  const secretKey = `sk_live_soak_${adapter}`;
  const isMissing = isKeyMissing(made, secretKey, sentAt);
  const answer = await ask(port, made);
  inFlight -= 1;
  const ms = Date.now() - sentAt;
  const right = isRight(made, secretKey, sentAt, answer);
  const ofKind = byKind.get(made.kind) ?? noCounts();
  byKind.set(made.kind, ofKind);
  for (const counts of [all, minute, ofKind]) {
    counts.requests += 1;
    if (!right) counts.wrong += 1;
    if (answer.startsWith('503')) counts[503] += 1;
    const slowest = isMissing ? 'slowestMissing' : 'slowest';
    counts[slowest] = Math.max(counts[slowest], ms);
  }
  if (!isMissing && ms > lateMs) late += 1;
  if (right || wrongs.length >= 20) return;
  const fault = hadFault(sentAt, Date.now()) ? 'endpoint out of order' : 'endpoint ok';
  wrongs.push(`${adapter}: ${made.kind} (${made.kid}) answered ${answer.slice(0, 80)} after ${ms} ms, ${fault}`);
}

const memory = async () => {
  server.send('memory');
  const [{ heapUsed, rss, longestPauseMs }] = await once(server, 'message');
  // A machine that is busy with other things makes every answer late: then this is large too.
  return { 'heap MB': heapUsed / 1e6, 'RSS MB': rss / 1e6, 'longest pause of the process ms': longestPauseMs };
};
const figures = (/** @type {Counts} */ counts) => ({
  requests: counts.requests,
  wrong: counts.wrong,
  'answers 503': counts[503],
  'slowest ms': counts.slowest,
  'slowest without key ms': counts.slowestMissing,
});

const rows = [{ name: 'start', ...figures(minute), ...(await memory()) }];
const start = Date.now();
const end = start + minutes * 60_000;
let nextRotation = start + rotationMs();
let nextRow = start + 60_000;
for (let sent = 0; Date.now() < end;) {
  const now = Date.now();
  if (now >= nextRotation) {
    nextRotation = now + rotationMs();
    rotate();
  }
  for (const due = ((now - start) * rate) / 1000; sent < due && inFlight < maxInFlight; sent += 1) {
    void one(adapters[sent % adapters.length] ?? ['', 0]);
  }
  if (now >= nextRow) {
    nextRow += 60_000;
    rows.push({ name: `minute ${rows.length}`, ...figures(minute), ...(await memory()) });
    minute = noCounts();
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
}
for (let waited = 0; inFlight > 0 && waited < timeoutMs; waited += 100) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
rows.push({ name: 'end', ...figures(all), ...(await memory()) });
report('soak, by minute', rows);
report(
  'soak, by kind',
  Array.from(byKind, ([name, counts]) => ({ name, ...figures(counts) })),
);
console.log(
  `${jwksCallsSoFar()} fetches of keys by ${adapters.length} key sets; ${late} answers later than ${lateMs} ms`,
);
if (wrongs.length > 0) console.error(wrongs.join('\n'));
server.kill();
stopService();
agent.destroy();
process.exitCode = all.wrong > 0 || late > 0 || inFlight > 0 ? 1 : 0;
