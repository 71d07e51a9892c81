import { provider } from '#crypto';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import type { Observer } from '../observer.js';
import type { KeyValueStore, MachineTokenCacheOptions } from '../options.js';
import { GuardedStore } from '../token/guarded-store.js';

/** Entries of the store in the process; the oldest make room for new ones. */
const maxEntries = 10_000;
/** Ids that a call of this process changed something about; older marks are forgotten together with the answers from before them. */
const maxMarks = 10_000;

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
  /** When it was asked for, Unix ms. */
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

/** How an answer about a token is found. */
export interface Search<Answer> {
  /** Everything the answer depends on: token, kind, service, key. */
  readonly identity: readonly string[];
  readonly nowMs: number;
  readonly load: () => Promise<Lookup<Answer>>;
  /** Whether a value of the store is an answer that still counts, with the time at which it was asked for; anything else counts as no entry. */
  readonly isAnswer: (value: unknown, askedAtMs: number) => boolean;
  /** Another number after something was revoked elsewhere: an answer that was asked for before must be looked at again. */
  readonly version: () => number;
  /** Learns of failures of the store. */
  readonly observer: Observer | undefined;
}

/**
 * Caches the Backend API's answers about opaque machine tokens. Tokens are stored only as hashes; waiting requests with the
 * same token share one call; a store that fails or hangs counts as empty.
 */
export class MachineTokenCache {
  readonly #options: MachineTokenCacheOptions;
  readonly #store: GuardedStore;
  readonly #flights = new Map<string, Promise<unknown>>();
  /** When something was last changed about an id by this process, Unix ms. */
  readonly #changedAt = new Map<string, number>();
  /** Every answer from before counts as outdated, Unix ms. */
  #outdatedUntil = Number.NEGATIVE_INFINITY;
  #changes = 0;

  constructor(options: MachineTokenCacheOptions) {
    this.#options = options;
    this.#store = new GuardedStore('machine_tokens', options.store ?? createMemoryStore());
  }

  /**
   * Makes answers outdated that have one of the ids, and those that are asked for at the moment.
   * @param ids - of tokens, or of those whom tokens belong to
   */
  outdate(ids: readonly string[]): void {
    this.#changes += 1;
    for (const id of ids) {
      this.#changedAt.delete(id);
      this.#changedAt.set(id, Date.now());
    }
    for (const [oldest, changedAt] of this.#changedAt) {
      if (this.#changedAt.size <= maxMarks) break;
      this.#changedAt.delete(oldest);
      this.#outdatedUntil = Math.max(this.#outdatedUntil, changedAt);
    }
  }

  /** Whether something was changed about one of the ids after an answer was asked for. */
  isOutdated(ids: readonly unknown[], askedAtMs: number): boolean {
    if (askedAtMs <= this.#outdatedUntil) return true;
    return ids.some((id) => typeof id === 'string' && askedAtMs <= (this.#changedAt.get(id) ?? 0));
  }

  /** Returns the cached answer, or loads it. */
  async getOrLoad<Answer>(search: Search<Answer>): Promise<Answer> {
    const text = JSON.stringify(search.identity);
    const hash = await attemptCrypto('make a hash', () => provider.hashBase64Url('SHA-256', text));
    const key = `clerk-machine-token:${hash}`;
    // What was asked for before something was revoked is no answer to a request that comes after it.
    const flightKey = `${key} ${this.#version(search)}`;
    const flight = this.#flights.get(flightKey);
    // What is found under a key was put there for the same identity, by `load` of the same caller.
    if (flight) return flight as Promise<Answer>;
    const started = this.#find(key, search);
    this.#flights.set(flightKey, started);
    try {
      return (await started) as Answer;
    } finally {
      this.#flights.delete(flightKey);
    }
  }

  #version<Answer>({ version }: Search<Answer>): string {
    return `${this.#changes} ${version()}`;
  }

  async #find<Answer>(key: string, search: Search<Answer>): Promise<unknown> {
    const { nowMs, isAnswer, load, observer } = search;
    const known = (await this.#store.ask((store) => store.get(key), observer))?.value;
    if (isEntry(known) && this.#remainingMs(known, nowMs) > 0 && isAnswer(known.answer, known.answeredAt))
      return known.answer;
    const begunWith = this.#version(search);
    let loaded = await load();
    // Revoked meanwhile, perhaps after the service had answered: it is asked once more.
    const isSuspect = begunWith !== this.#version(search) && !isAnswer(loaded.answer, nowMs);
    if (isSuspect && loaded.found) loaded = await load();
    const { answer, found, expiresAt = null } = loaded;
    if (found === undefined) return answer;
    const entry: Entry = { answer, found, answeredAt: nowMs, expiresAt };
    const remainingMs = this.#remainingMs(entry, nowMs);
    // An answer that would not count when it is read would only take the place of a newer one.
    if (remainingMs > 0 && isAnswer(answer, nowMs)) {
      await this.#store.ask((store) => store.set(key, entry, remainingMs), observer);
    }
    return answer;
  }

  /** Ms for which an entry may still be used here: 0 for one from the future, because a clock was wrong. */
  #remainingMs({ found, answeredAt, expiresAt }: Entry, nowMs: number): number {
    if (answeredAt > nowMs) return 0;
    const ttlMs = found ? this.#options.ttlMs : (this.#options.negativeTtlMs ?? 0);
    return Math.min(answeredAt + ttlMs, expiresAt ?? Number.POSITIVE_INFINITY) - nowMs;
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
