// What an adapter adds to a request, beside the least that can be written by hand, with requests that arrive at a fixed rate.
import { createRequire } from 'node:module';
import { signInBrowsers, startServer, takeTurns } from './fleet.js';
import { loads } from './loads.js';
import { median } from './median.js';
import { measureCapacity, sendAtRate } from './open-loop.js';
import { report } from './report.js';

/** @param {string} name @param {string} fallback */
const option = (name, fallback) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;

const seconds = Number(option('seconds', '3'));
const rounds = Number(option('rounds', '5'));
const shares = option('load', '50,70').split(',').map(Number);
const versions = option('node', 'this').split(',');
const frameworks = option('frameworks', 'express,fastify,hono').split(',');
const withOfficial = process.argv.includes('--official');
// More than the 10 000 tokens that are kept, so that one which comes again is forgotten.
const cookies = await signInBrowsers(Number(option('tokens', '24000')));

const require = createRequire(new URL('../runtimes/package.json', import.meta.url));
const programOf = (/** @type {string} */ version) =>
  version === 'this'
    ? process.execPath
    : require.resolve(`node${version}-${process.platform}-${process.arch}/bin/node`);

const heads = cookies.map(
  (cookie) => `GET / HTTP/1.1\r\nhost: app.example.com\r\naccept: application/json\r\ncookie: ${cookie}\r\n\r\n`,
);

/** @param {(request: number) => number} load */
function createNextHead(load) {
  let requests = 0;
  return () => heads[load(requests++) % heads.length] ?? '';
}

/** @param {readonly number[]} times @param {number} share */
function percentile(times, share) {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

/** @typedef {{ cpu: number, p50: number, p99: number }} Turn - all in µs per request */

/**
 * @param {import('./fleet.js').Server} server
 * @param {() => string} nextHead
 * @param {number} perSecond
 * @returns {Promise<Turn>}
 */
async function turn({ port, ask }, nextHead, perSecond) {
  const before = await ask('cpu');
  const times = await sendAtRate({ port, perSecond, seconds, nextHead });
  const cpu = ((await ask('cpu')) - before) / times.length;
  return { cpu, p50: percentile(times, 0.5) * 1000, p99: percentile(times, 0.99) * 1000 };
}

/**
 * @param {ReadonlyMap<string, readonly Turn[]>} turns
 * @param {string} framework
 */
function compare(turns, framework) {
  const bare = turns.get(`${framework} bare`) ?? [];
  const hand = turns.get(`${framework} by hand`) ?? [];
  /** @param {readonly Turn[]} own @param {keyof Turn} key */
  const middle = (own, key) => median(own.map((each) => each[key]));
  // Of turns that followed one another: a neighbour of this machine that stays for a while is in both.
  /** @param {readonly Turn[]} own @param {keyof Turn} key */
  const added = (own, key) => median(own.map((each, round) => each[key] - (bare[round]?.[key] ?? 0)));
  return [...turns].map(([name, own]) => ({
    name,
    'CPU µs': middle(own, 'cpu'),
    'added CPU': added(own, 'cpu'),
    'median µs': middle(own, 'p50'),
    'added median': added(own, 'p50'),
    'p99 µs': middle(own, 'p99'),
    'added p99': added(own, 'p99'),
    'CPU to by hand': middle(own, 'cpu') / middle(hand, 'cpu'),
    'median to by hand': middle(own, 'p50') / middle(hand, 'p50'),
    'p99 to by hand': middle(own, 'p99') / middle(hand, 'p99'),
    'added CPU to by hand': added(own, 'cpu') / added(hand, 'cpu'),
  }));
}

const kinds = ['bare', 'by hand', 'ours', ...(withOfficial ? ['official'] : [])];
for (const version of versions) {
  for (const framework of frameworks) {
    const node = programOf(version);
    const servers = await Promise.all(kinds.map((kind) => startServer(`${framework} ${kind}`, node)));
    for (const name of /** @type {const} */ (['tokens seen before', 'tokens never seen'])) {
      const load = loads[name] ?? ((request) => request);
      const nextHeads = new Map(servers.map((server) => [server, createNextHead(load)]));
      const nextHeadOf = (/** @type {import('./fleet.js').Server} */ server) =>
        nextHeads.get(server) ?? createNextHead(load);
      const capacities = [];
      for (const server of servers) {
        // The first turn only warms the server up.
        await measureCapacity({ port: server.port, seconds, nextHead: nextHeadOf(server) });
        capacities.push(await measureCapacity({ port: server.port, seconds, nextHead: nextHeadOf(server) }));
      }
      for (const share of shares) {
        const perSecond = Math.max(1, Math.round((Math.min(...capacities) * share) / 100));
        const turns = await takeTurns(servers, rounds, (server) => turn(server, nextHeadOf(server), perSecond));
        const program = version === 'this' ? process.version : `Node ${version}`;
        report(
          `${framework}, ${name}, ${program}, ${share} % of the slowest: ${perSecond} requests a second`,
          compare(turns, framework),
        );
      }
    }
    for (const { stop } of servers) stop();
  }
}
