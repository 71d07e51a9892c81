import { InvalidArgumentError } from '../errors.js';
import type { RevocationPage, RevocationStore } from '../options.js';

/** Sends a command to Redis or Valkey: `(command) => client.sendCommand(command)`, or with ioredis `([name, ...args]) => client.call(name, ...args)`. */
export type SendRedisCommand = (command: readonly [name: string, ...args: string[]]) => Promise<unknown>;

/** How a {@link createRedisRevocationStore} uses Redis. */
export interface RedisRevocationStoreOptions {
  /** The key of the stream. Default `clerk-revocations`. */
  readonly key?: string | undefined;
  /** About how many entries the stream keeps; the oldest are removed. Default 100 000. */
  readonly maxEntries?: number | undefined;
}

const pageLength = '1000';
/** The stream is removed after this time without a revocation, in ms: no entry matters for longer than 30 days. */
const lifetimeMs = String(31 * 24 * 60 * 60 * 1000);
/** How often is looked whether the stream was emptied, or replaced by an older copy. */
const checkMs = 1_000;

/** Some clients give bytes. */
const textOf = (value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);

/** The entries of XRANGE's or XREVRANGE's answer, as `[id, text]`. */
function readRows(answer: unknown): readonly (readonly [id: string, entry: string])[] {
  if (!Array.isArray(answer)) throw new TypeError('Redis did not answer with a list of entries.');
  return answer.flatMap((row: unknown) => {
    const [given, fields] = Array.isArray(row) ? (row as readonly unknown[]) : [];
    const id = textOf(given);
    const entry = textOf(Array.isArray(fields) ? fields[1] : undefined);
    return typeof id === 'string' ? [[id, typeof entry === 'string' ? entry : ''] as const] : [];
  });
}

/** Whether an id of a stream (`milliseconds-number`) comes before another. */
function isBefore(id: string, other: string): boolean {
  const [ms = 0, number = 0] = id.split('-').map(Number);
  const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number);
  return ms < otherMs || (ms === otherMs && number < otherNumber);
}

const lastNumber = 2n ** 64n - 1n;

/** The next id after one: exclusive ranges came with Redis 6.2. */
function following(id: string): string {
  const [ms = '0', number = '0'] = id.split('-');
  return BigInt(number) < lastNumber ? `${ms}-${BigInt(number) + 1n}` : `${BigInt(ms) + 1n}-0`;
}

/**
 * Keeps revocations in a stream of Redis 5 or newer, or Valkey: an entry is one XADD, and reading on is one XRANGE. Give it the
 * client that the application has; nothing needs a connection of its own.
 * @param send - sends one command
 * @throws {InvalidArgumentError} if `send` is no function
 * @example
 * ```ts
 * const redis = await createClient({ url: process.env.REDIS_URL }).connect();
 * const revocations = { store: createRedisRevocationStore((command) => redis.sendCommand([...command])) };
 * app.use(clerkMiddleware({ revocations }));
 * ```
 */
export function createRedisRevocationStore(
  send: SendRedisCommand,
  { key = 'clerk-revocations', maxEntries = 100_000 }: RedisRevocationStoreOptions = {},
): RevocationStore {
  if (typeof send !== 'function') {
    throw new InvalidArgumentError('createRedisRevocationStore needs a function that sends a command to Redis.');
  }
  let checkedAt = 0;
  /** Ids grow while the stream lives; a smaller last one shows that it is another stream. */
  const wasReplaced = async (position: string) => {
    if (Date.now() - checkedAt < checkMs) return false;
    checkedAt = Date.now();
    const [last] = readRows(await send(['XREVRANGE', key, '+', '-', 'COUNT', '1']));
    return last === undefined || isBefore(last[0], position);
  };
  return {
    append: async (entry) => {
      const added = send(['XADD', key, 'MAXLEN', '~', String(maxEntries), '*', 'e', entry]);
      // Without it the stream stays a little longer. If that counted as a failure, the entry would be written again and again.
      const kept = send(['PEXPIRE', key, lifetimeMs]).catch(() => undefined);
      await Promise.all([added, kept]);
    },
    readAfter: async (position): Promise<RevocationPage> => {
      const rows = readRows(
        await send(['XRANGE', key, position ? following(position) : '-', '+', 'COUNT', pageLength]),
      );
      const last = rows.at(-1);
      if (last) return { entries: rows.map(([, entry]) => entry), position: last[0] };
      return { entries: [], position: position && (await wasReplaced(position)) ? undefined : position };
    },
  };
}
