// CPU that authentication adds to a request of a whole server under load, and its latency: bare framework, ours and the official
// adapter.
import autocannon from 'autocannon';
import { compareCpu, frameworks, isQuick, signInBrowsers, startServer, takeTurns } from './fleet.js';
import { median } from './median.js';
import { loads } from './loads.js';
import { report } from './report.js';

const rounds = isQuick ? 3 : 7;
const secondsPerTurn = isQuick ? 2 : 4;
const cookies = await signInBrowsers(isQuick ? 30_000 : 60_000);
let requests = 0;

/**
 * @param {import('./fleet.js').Server} server
 * @param {(request: number) => number} load
 * @param {number} seconds
 */
async function turn({ port, ask }, load, seconds) {
  /** @type {number[]} */
  const times = [];
  const before = await ask('cpu');
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/`,
    connections: 10,
    duration: seconds,
    setupClient: (client) => {
      const renew = () => {
        const cookie = cookies[load(requests++) % cookies.length] ?? '';
        client.setHeaders({ cookie, accept: 'application/json', host: 'app.example.com' });
      };
      renew();
      client.on('response', (_status, _bytes, ms) => {
        times.push(ms);
        renew();
      });
    },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} wrong answers, ${result.errors} errors`);
  const cpu = ((await ask('cpu')) - before) / result.requests.total;
  times.sort((left, right) => left - right);
  const percentile = (/** @type {number} */ share) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { cpu, p50: percentile(0.5), p99: percentile(0.99) };
}

for (const [framework, kinds] of Object.entries(frameworks)) {
  const servers = await Promise.all(kinds.map((kind) => startServer(`${framework} ${kind}`)));
  for (const [name, load] of Object.entries(loads)) {
    for (const server of servers) await turn(server, load, 3);
    const turns = await takeTurns(servers, rounds, (server) => turn(server, load, secondsPerTurn));
    const p99 = (/** @type {string} */ server) => median(turns.get(server)?.map((own) => own.p99) ?? []);
    report(
      `${framework}, ${name}`,
      compareCpu(turns).map((row) => ({
        ...row,
        'p50 ms': median(turns.get(row.name)?.map((own) => own.p50) ?? []),
        'p99 ms': p99(row.name),
        'p99 to bare': p99(row.name) / p99(`${framework} bare`),
      })),
    );
  }
  for (const { stop } of servers) stop();
}
