// Sends generated requests through every adapter, without a network, and compares each acceptance with two oracles: jose and rules
// written out, and a second copy of the package that remembers nothing. Any finding ends the run with exit code 1.
//   pnpm --filter bench attack -- --requests 10000000 --workers 2 --seed 1
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { report } from './report.js';

/** @param {string} name @param {number} fallback */
function readNumber(name, fallback) {
  const at = process.argv.findIndex((each) => each === `--${name}` || each.startsWith(`--${name}=`));
  if (at < 0) return fallback;
  const text = process.argv[at]?.split('=')[1] ?? process.argv[at + 1];
  const value = Number(text);
  if (text && Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`--${name} must be a whole number greater than 0, not ${text}.`);
}

const requests = readNumber('requests', 100_000);
const workers = readNumber('workers', 2);
const seed = readNumber('seed', 1 + (Date.now() % 2 ** 31));
console.log(`${requests} requests in ${workers} processes, --seed=${seed}`);

const start = Date.now();
/** @type {{ counts: Record<string, number>, findings: string[], rss: number }[]} */
const told = Array.from({ length: workers }, () => ({ counts: {}, findings: [], rss: 0 }));
const total = (/** @type {string} */ name) => told.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0);
const faults = /** @type {const} */ (['threw', 'unanswered', 'wronglyIn', 'wronglyOut']);

function line() {
  const seconds = (Date.now() - start) / 1000;
  const done = total('requests');
  const rss = told.map((each) => Math.round(each.rss / 1e6)).join(' + ');
  const counted = faults.map((name) => `${name} ${total(name)}`).join(', ');
  return `${Math.round(seconds)} s: ${done} requests, ${Math.round(done / seconds)}/s, ${counted}, RSS ${rss} MB`;
}

const progress = setInterval(() => console.log(line()), 30_000);
const codes = await Promise.all(
  told.map(
    (_, index) =>
      new Promise((resolve) => {
        const share = Math.floor(requests / workers) + (index < requests % workers ? 1 : 0);
        const worker = fork(fileURLToPath(new URL('attack/worker.js', import.meta.url)), [
          String(share),
          String(seed + index),
        ]);
        worker.on('message', (message) => (told[index] = /** @type {any} */ (message)));
        worker.on('exit', resolve);
      }),
  ),
);
clearInterval(progress);
console.log(line());
report('attack', [
  {
    name: 'requests',
    all: total('requests'),
    'signed in': total('signedIn'),
    refused: total('refused'),
    redirected: total('redirected'),
    'answers 503': total('unavailable'),
    'compared afresh': total('compared'),
    threw: total('threw'),
    'without an answer': total('unanswered'),
    'wrongly accepted': total('wronglyIn'),
    'wrongly signed out': total('wronglyOut'),
    seconds: (Date.now() - start) / 1000,
  },
]);
for (const finding of told.flatMap(({ findings }) => findings).slice(0, 40)) console.error(finding);
const isWhole = total('requests') === requests && codes.every((code) => code === 0);
if (!isWhole)
  console.error(`Not all requests were sent: ${total('requests')} of ${requests}; exit codes ${codes.join(', ')}.`);
process.exitCode = isWhole && faults.every((name) => total(name) === 0) ? 0 : 1;
