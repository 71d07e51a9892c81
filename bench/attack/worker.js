// One process of attack.js: sends its share of the requests and tells what it found.
import { optionSets, optionsAnew } from './options.js';
import { adapters } from './adapters.js';
import { decideAfresh, mayBe } from './oracle.js';
import { createRandom, createRequests } from './requests.js';

const [, , requestsArgument, seedArgument] = process.argv;
const total = Number(requestsArgument);
const below = createRandom(Number(seedArgument));
const next = createRequests(below);

/** So many may wait for an answer: those with unknown keys wait for the keys. */
const maxOutstanding = 1000;
/** Nothing takes so long, on the slowest machine. */
const patienceMs = 60_000;
/** One refusal in so many is compared, too. */
const compareRefusals = 40;

const counts = {
  requests: 0,
  signedIn: 0,
  refused: 0,
  redirected: 0,
  unavailable: 0,
  compared: 0,
  threw: 0,
  unanswered: 0,
  wronglyIn: 0,
  wronglyOut: 0,
};
/** @type {string[]} */
const findings = [];
/** @param {'threw' | 'unanswered' | 'wronglyIn' | 'wronglyOut'} kind @param {string} what */
function found(kind, what) {
  counts[kind] += 1;
  if (findings.length < 20) findings.push(`${kind}: ${what.slice(0, 3000)}`);
}
process.on('uncaughtException', (error) => found('threw', `uncaught: ${error.stack}`));
process.on('unhandledRejection', (error) =>
  found('threw', `unhandled: ${/** @type {Error} */ (error)?.stack ?? error}`),
);

// The Frontend API, for the requests that are proxied.
globalThis.fetch = async () => new Response('upstream');
process.env.NODE_ENV = 'production';
for (const name of Object.keys(process.env)) if (name.startsWith('CLERK_')) delete process.env[name];
// The legacy middlewares report whoever is not signed in.
console.warn = console.error = () => undefined;

const targets = [];
for (const { name, start, isLegacy } of adapters) {
  for (const [set, options] of optionSets.entries()) {
    // The names of the legacy package have no strict profile and no proxy.
    if (isLegacy && (options.strict || options.frontendApiProxy)) continue;
    targets.push({ name: `${name}, set ${set}`, set, send: await start(options) });
  }
  if (isLegacy) continue;
  let variant = 0;
  const inTurns = await start((request) => {
    if (below(3) === 0) variant += 1;
    const set = request.headers?.['x-set'] ?? request.req.header('x-set');
    return optionsAnew(Number(set), variant);
  });
  for (let share = 0; share < optionSets.length; share += 1)
    targets.push({ name: `${name}, in turns`, set: undefined, send: inTurns });
}

/** @type {Map<number, { since: number, what: string }>} */
const outstanding = new Map();
const secret = 'sk_test_attack';

/** @param {import('./requests.js').Made} made @param {import('./adapters.js').Answer} answer @param {number} set @param {string} where */
async function check(made, { status, text }, set, where) {
  const describe = (/** @type {string} */ what) =>
    `${what}; ${where}, set ${set}: ${status} ${text.slice(0, 300)}; ${JSON.stringify(made)}`;
  if (text.startsWith('THROWN')) return found('threw', describe('thrown'));
  if (text.includes(secret)) return found('wronglyIn', describe('a secret in the answer'));
  if (status === 503) counts.unavailable += 1;
  const userId = status === 200 && text.startsWith('{') ? JSON.parse(text).userId : undefined;
  if (userId) {
    counts.signedIn += 1;
    if (userId !== 'user_key' && !(await mayBe(made.tokens, userId, set)))
      return found('wronglyIn', describe('refused by jose and the rules'));
    if (userId === 'user_key') return;
    counts.compared += 1;
    const afresh = await decideAfresh(made, set);
    if (afresh !== userId) found('wronglyIn', describe(`a fresh server says ${afresh}`));
    return;
  }
  if (status === 307 || status === 302) counts.redirected += 1;
  else counts.refused += 1;
  // A key that is not known may be on its way: what could not be checked is no refusal. TRACE and odd hosts are refused as such.
  if (status !== 200 || made.path === '/machine' || below(compareRefusals) !== 0) return;
  counts.compared += 1;
  const afresh = await decideAfresh(made, set);
  if (afresh && made.method !== 'HEAD') found('wronglyOut', describe(`a fresh server says ${afresh}`));
}

let setInTurn = 0;

/** @param {number} id */
function one(id) {
  const target = targets[below(targets.length)] ?? targets[0];
  const made = next();
  // The same options come a few times in a row, so that they are found where they are remembered.
  if (below(3) === 0) setInTurn = below(optionSets.length);
  const set = target?.set ?? setInTurn;
  if (target?.set === undefined) made.headers['x-set'] = String(set);
  outstanding.set(id, { since: Date.now(), what: `${target?.name}, set ${set}: ${JSON.stringify(made)}` });
  const done = () => {
    outstanding.delete(id);
    counts.requests += 1;
  };
  try {
    let isFirst = true;
    target?.send(made, (answer) => {
      if (!isFirst) return;
      isFirst = false;
      check(made, answer, set, target.name).then(done, (error) => {
        found('threw', `while checking: ${error.stack}; ${JSON.stringify(made)}`);
        done();
      });
    });
  } catch (error) {
    found('threw', `${/** @type {Error} */ (error).stack}; ${target?.name}: ${JSON.stringify(made)}`);
    done();
  }
}

function dropLate() {
  const late = Date.now() - patienceMs;
  for (const [id, { since, what }] of outstanding) {
    if (since > late) break;
    outstanding.delete(id);
    counts.requests += 1;
    found('unanswered', what);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const tell = () => process.send?.({ counts, findings, rss: process.memoryUsage().rss });
const telling = setInterval(tell, 1000);
for (let sent = 0; sent < total;) {
  for (let batch = 0; batch < 100 && sent < total && outstanding.size < maxOutstanding; batch += 1) one((sent += 1));
  await turn();
  if (outstanding.size >= maxOutstanding) dropLate();
}
while (outstanding.size > 0) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  dropLate();
}
clearInterval(telling);
tell();
process.disconnect?.();
