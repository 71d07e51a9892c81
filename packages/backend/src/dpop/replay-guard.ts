import type { KeyValueStore } from '../options.js';
import { within } from '../token/start-time-limit.js';
import { ReplayMemory, type UsedProof } from './replay-memory.js';

/** A store that adds a key once for all processes. `createRedisReplayStore` makes one of a Redis client. */
export interface DpopReplayStore {
  /**
   * Adds a key unless it is there, in one step.
   * @param ttlMs - after this many ms it may be dropped, and no sooner
   * @returns whether it was added
   */
  addIfAbsent(key: string, ttlMs: number): Promise<boolean>;
}

/** A store that has not answered by then decides nothing. */
const storeTimeoutMs = 250;
/** After a store failed, it is left alone for this long. */
const cooldownMs = 1000;
const seenValue = '1';

/** A store of two steps: of two processes that read at the same time both may find nothing. */
const ofTwoSteps = (store: KeyValueStore): DpopReplayStore => ({
  addIfAbsent: async (key, ttlMs) => {
    if ((await store.get(key)) === seenValue) return false;
    if ((await store.set(key, seenValue, ttlMs)) === false) throw new TypeError('The store has not kept the key.');
    return true;
  },
});

/** Sees to it that a proof is used once: in this process, and with a store in all of them. */
export class ReplayGuard {
  readonly #ttlMs: number;
  readonly #memory: ReplayMemory;
  readonly #store: DpopReplayStore | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(ttlMs: number, maxEntries: number, store: DpopReplayStore | KeyValueStore | undefined) {
    this.#ttlMs = ttlMs;
    this.#memory = new ReplayMemory(ttlMs, maxEntries);
    this.#store = store && 'get' in store ? ofTwoSteps(store) : store;
  }

  /**
   * Uses a proof up. A store that throws, hangs or gives something else is as if it knew nothing: then this process alone decides.
   * @returns `full` if nobody can note it
   */
  async use(proof: UsedProof, nowMs: number): Promise<'new' | 'seen' | 'full'> {
    // At once, before anything is awaited: of two requests in this process only one is the first.
    const here = this.#memory.add(proof, nowMs);
    if (here === 'seen' || !this.#store) return here;
    const elsewhere = await this.#ask(this.#store, proof.id);
    if (elsewhere === undefined) return here;
    return elsewhere ? 'new' : 'seen';
  }

  async #ask(store: DpopReplayStore, id: string): Promise<boolean | undefined> {
    const sinceFailure = Date.now() - this.#failedAt;
    if (sinceFailure >= 0 && sinceFailure < cooldownMs) return undefined;
    const answer = await within(storeTimeoutMs, attempt(store, `clerk-dpop:${id}`, this.#ttlMs));
    if (typeof answer === 'boolean') return answer;
    this.#failedAt = Date.now();
    return undefined;
  }
}

/** A store may throw before it gives a promise. */
async function attempt(store: DpopReplayStore, key: string, ttlMs: number): Promise<unknown> {
  try {
    return await store.addIfAbsent(key, ttlMs);
  } catch {
    return undefined;
  }
}
