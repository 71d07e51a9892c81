import { InvalidArgumentError } from '../errors.js';
import type { DpopReplayStore } from './replay-guard.js';

/** Sends a command to Redis or Valkey: `(command) => client.sendCommand(command)`, or with ioredis `([name, ...args]) => client.call(name, ...args)`. */
export type SendRedisCommand = (command: readonly [name: string, ...args: string[]]) => Promise<unknown>;

/** Some clients give bytes. */
const textOf = (value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);

/**
 * Notes used proofs in Redis 2.6.12 or newer, or Valkey, for all processes: one `SET … NX` each, so that of two requests at the same time only
 * one is the first. Keys are hashes with the prefix `clerk-dpop:`, and expire by themselves.
 * @param send - sends one command
 * @throws {InvalidArgumentError} if `send` is no function
 * @example
 * ```ts
 * const redis = await createClient({ url: process.env.REDIS_URL }).connect();
 * const replayStore = createRedisReplayStore((command) => redis.sendCommand([...command]));
 * app.use(clerkMiddleware({ dpop: dpopProofs({ replayStore }) }));
 * ```
 */
export function createRedisReplayStore(send: SendRedisCommand): DpopReplayStore {
  if (typeof send !== 'function') {
    throw new InvalidArgumentError('createRedisReplayStore needs a function that sends a command to Redis.');
  }
  return {
    addIfAbsent: async (key, ttlMs) => {
      const answer = textOf(await send(['SET', key, '1', 'PX', String(ttlMs), 'NX']));
      if (answer === 'OK' || answer === null) return answer !== null;
      throw new TypeError('Redis did not answer SET with OK or nil.');
    },
  };
}
