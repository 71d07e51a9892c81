// CPU that authentication adds to a request, from the parsed head to the end of the answer, without the network: what can be read of
// it to a µs, which the load of servers.js does not allow on a machine that has neighbours.
import { compareCpu, frameworks, isQuick, signInBrowsers, startServer, takeTurns } from './fleet.js';
import { loads } from './loads.js';
import { report } from './report.js';

const rounds = isQuick ? 10 : 40;
const warmUpRounds = isQuick ? 20 : 60;
const msPerTurn = 100;
const cookies = await signInBrowsers(25_000);

for (const [framework, kinds] of Object.entries(frameworks)) {
  const servers = await Promise.all(kinds.map((kind) => startServer(`${framework} ${kind}`)));
  for (const { ask } of servers) await ask({ cookies });
  for (const load of Object.keys(loads)) {
    const turn = async (/** @type {import('./fleet.js').Server} */ { ask }) => ({
      cpu: await ask({ load, ms: msPerTurn }),
    });
    // Long enough for the compiler, and for what the load before this one left behind to be forgotten.
    await takeTurns(servers, warmUpRounds, turn);
    report(`${framework}, ${load}, without the network`, compareCpu(await takeTurns(servers, rounds, turn)));
  }
  for (const { stop } of servers) stop();
}
