import { provider } from '#crypto';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import type { KeyValueStore, MachineTokenCacheOptions } from '../options.js';
import { within } from '../token/start-time-limit.js';

/** Entries of the store in the process; the oldest make room for new ones. */
const maxEntries = 10_000;
/** A store that has not answered by then costs more than it saves. */
const storeTimeoutMs = 250;
/** After a store failed, it is left alone for this long. */
const storeCooldownMs = 5_000;

/** The Backend API's answer about a token. */
export interface Lookup<Answer> {
  readonly answer: Answer;
  /** True: a good token; false: an unknown one; undefined: there was no answer, and nothing is cached. */
  readonly found: boolean | undefined;
  /** When the token itself expires, Unix ms. */
  readonly expiresAt?: number | undefined;
}

/** An entry of a store. Readers with different time limits may share a store, so each computes for itself how long an entry is valid. */
interface Entry {
  readonly answer: unknown;
  readonly found: boolean;
  /** When the answer came, Unix ms. */
  readonly answeredAt: number;
  /** When the token itself expires, Unix ms; null: unknown. */
  readonly expiresAt: number | null;
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null || !('answer' in value)) return false;
  const { found, answeredAt, expiresAt } = value as Partial<Record<keyof Entry, unknown>>;
  return (
    typeof found === 'boolean' &&
    typeof answeredAt === 'number' &&
    (expiresAt === null || typeof expiresAt === 'number')
  );
}

/** The store in the process. */
function createMemoryStore(): KeyValueStore {
  const entries = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      const oldest = entries.size > maxEntries ? entries.keys().next() : undefined;
      if (oldest && !oldest.done) entries.delete(oldest.value);
      return Promise.resolve();
    },
  };
}

/** What a store gives; undefined if it fails. It never rejects. */
function settle(
  use: (store: KeyValueStore) => unknown,
  store: KeyValueStore,
): Promise<{ readonly value: unknown } | undefined> {
  // The store itself must not become the value of a promise: a proxy of a remote object seems to have a method `then`.
  return Promise.resolve()
    .then(() => use(store))
    .then(
      (value) => ({ value }),
      () => undefined,
    );
}

/**
 * Caches the Backend API's answers about opaque machine tokens. Tokens are stored only as hashes; waiting requests with the
 * same token share one call; a store that fails or hangs counts as empty.
 */
export class MachineTokenCache {
  readonly #options: MachineTokenCacheOptions;
  readonly #ownStore = createMemoryStore();
  readonly #flights = new Map<string, Promise<unknown>>();
  #storeFailedAt = Number.NEGATIVE_INFINITY;

  constructor(options: MachineTokenCacheOptions) {
    this.#options = options;
  }

  /**
   * Returns the cached answer for `identity`, or loads it with `load`.
   * @param identity - everything the answer depends on: token, kind, service, key
   * @param isAnswer - whether the value that the store gives is an answer that still counts, with the time at which it came; anything else counts as no entry
   */
  async getOrLoad<Answer>(
    identity: readonly string[],
    nowMs: number,
    load: () => Promise<Lookup<Answer>>,
    isAnswer: (value: unknown, answeredAtMs: number) => boolean,
  ): Promise<Answer> {
    const hash = await attemptCrypto('make a hash', () => provider.hashBase64Url('SHA-256', JSON.stringify(identity)));
    const key = `clerk-machine-token:${hash}`;
    const flight = this.#flights.get(key);
    // What is found under a key was put there for the same identity, by `load` of the same caller.
    if (flight) return flight as Promise<Answer>;
    const started = this.#find(key, nowMs, load, isAnswer);
    this.#flights.set(key, started);
    try {
      return (await started) as Answer;
    } finally {
      this.#flights.delete(key);
    }
  }

  async #find<Answer>(
    key: string,
    nowMs: number,
    load: () => Promise<Lookup<Answer>>,
    isAnswer: (value: unknown, answeredAtMs: number) => boolean,
  ): Promise<unknown> {
    const known = await this.#fromStore((store) => store.get(key), nowMs);
    if (isEntry(known) && this.#remainingMs(known, nowMs) > 0 && isAnswer(known.answer, known.answeredAt))
      return known.answer;
    const { answer, found, expiresAt = null } = await load();
    if (found === undefined) return answer;
    const entry: Entry = { answer, found, answeredAt: nowMs, expiresAt };
    const remainingMs = this.#remainingMs(entry, nowMs);
    if (remainingMs > 0) await this.#fromStore((store) => store.set(key, entry, remainingMs), nowMs);
    return answer;
  }

  /** Ms for which an entry may still be used here: 0 for one from the future, because a clock was wrong. */
  #remainingMs({ found, answeredAt, expiresAt }: Entry, nowMs: number): number {
    if (answeredAt > nowMs) return 0;
    const ttlMs = found ? this.#options.ttlMs : (this.#options.negativeTtlMs ?? 0);
    return Math.min(answeredAt + ttlMs, expiresAt ?? Number.POSITIVE_INFINITY) - nowMs;
  }

  async #fromStore(use: (store: KeyValueStore) => Promise<unknown>, nowMs: number): Promise<unknown> {
    const sinceFailure = nowMs - this.#storeFailedAt;
    if (sinceFailure >= 0 && sinceFailure < storeCooldownMs) return undefined;
    const result = await within(storeTimeoutMs, settle(use, this.#options.store ?? this.#ownStore));
    if (result) return result.value;
    // Without the store the Backend API is called: slower, never wrong.
    this.#storeFailedAt = nowMs;
    return undefined;
  }
}

const caches = new WeakMap<object, MachineTokenCache>();

/** The cache of an option object; the same object always has the same cache. */
export function machineTokenCacheOf(options: MachineTokenCacheOptions | undefined): MachineTokenCache | undefined {
  if (!options) return undefined;
  let cache = caches.get(options);
  if (!cache) {
    cache = new MachineTokenCache(options);
    caches.set(options, cache);
  }
  return cache;
}
