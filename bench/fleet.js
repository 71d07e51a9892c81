// The servers that servers.js measures, each a process of its own, and the requests they get.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';
import { jwtKey, now, publishableKey, signTokens } from './session-tokens.js';

export const isQuick = process.argv.includes('--quick');

/** @type {Readonly<Record<string, readonly string[]>>} */
export const frameworks = {
  express: ['bare', 'bare again', 'empty middleware', 'check alone', 'ours', 'official'],
  fastify: ['bare', 'check alone', 'ours', 'official'],
  hono: ['bare', 'check alone', 'ours', 'official'],
};

const others = Array.from({ length: 5 }, (_, index) => `cookie_${index}=${'x'.repeat(200)}`).join('; ');

/**
 * `Cookie` headers of browsers that are signed in, each with a token of its own.
 * @param {number} count - more than the 10 000 tokens that are remembered, so that one which comes again is forgotten
 */
export const signInBrowsers = async (count) =>
  (await signTokens(count)).map((token) => `${others}; __client_uat=${now - 60}; __session=${token}`);

/**
 * @param {string} name - one of the servers in server.js
 * @param {string} [node] - the program to run it with. Default: this one
 */
export async function startServer(name, node = process.execPath) {
  const child = fork(fileURLToPath(new URL('server.js', import.meta.url)), [name], {
    execPath: node,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: 'sk_live_bench',
      CLERK_JWT_KEY: jwtKey,
    },
  });
  const stopped = once(child, 'exit').then(() => {
    throw new Error(`The server "${name}" has stopped before it listened.`);
  });
  const [port] = await Promise.race([once(child, 'message'), stopped]);
  stopped.catch(() => undefined);
  const ask = async (/** @type {import('node:child_process').Serializable} */ message) => {
    child.send(message);
    const [answer] = await once(child, 'message');
    return Number(answer);
  };
  return { name, port: Number(port), ask, stop: () => child.kill() };
}

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/**
 * The same turns for all, in an order that goes round.
 * @template Result
 * @param {readonly Server[]} servers
 * @param {number} rounds
 * @param {(server: Server) => Promise<Result>} turn
 */
export async function takeTurns(servers, rounds, turn) {
  /** @type {Map<string, Result[]>} */
  const turns = new Map(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % servers.length;
    for (const server of [...servers.slice(first), ...servers.slice(0, first)])
      turns.get(server.name)?.push(await turn(server));
  }
  return turns;
}

/**
 * CPU time of each server's turns, compared with those of the first.
 * @param {ReadonlyMap<string, readonly { readonly cpu: number }[]>} turns
 */
export function compareCpu(turns) {
  const times = [...turns].map(([name, own]) => ({ name, cpu: own.map(({ cpu }) => cpu) }));
  const bare = times[0]?.cpu ?? [];
  return times.map(({ name, cpu }) => ({
    name,
    'CPU µs per request': median(cpu),
    // Of turns that followed one another: a neighbour that stays for a while is in both.
    'over bare': median(cpu.map((own, round) => own - (bare[round] ?? 0))),
    // What disturbs a turn only ever adds to it.
    'over bare, quietest turns': Math.min(...cpu) - Math.min(...bare),
  }));
}
