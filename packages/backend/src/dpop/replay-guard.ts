import type { Observer } from '../observer.js';
import type { KeyValueStore } from '../options.js';
import { reportStoreFailure, type StoreFailure } from '../report-store-failure.js';
import { askStore } from '../token/ask-store.js';
import { elapsedMs } from '../token/start-time-limit.js';
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

/** After a store failed, it is left alone for this long. */
const cooldownMs = 1000;
const seenValue = '1';
/** Between the moment at which a request comes and the one at which its proof is used up, a token may be looked up at the service. */
const slowestUseMs = 10_000;
/** Clocks of processes differ, too. */
const differenceMs = 60_000;

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

  /** @param ttlMs - from the first moment at which a proof counts to the last one */
  constructor(ttlMs: number, maxEntries: number, store: DpopReplayStore | KeyValueStore | undefined) {
    this.#ttlMs = ttlMs + differenceMs;
    this.#memory = new ReplayMemory(ttlMs + slowestUseMs, maxEntries);
    this.#store = store && !('addIfAbsent' in store) ? ofTwoSteps(store) : store;
  }

  /**
   * Uses a proof up. A store that throws, hangs or gives something else is as if it knew nothing: then this process alone decides.
   * @returns `full` if nobody can note it
   */
  async use(proof: UsedProof, nowMs: number, observer?: Observer): Promise<'new' | 'seen' | 'full'> {
    // At once, before anything is awaited: of two requests in this process only one is the first.
    const here = this.#memory.add(proof, nowMs);
    if (here === 'seen' || !this.#store) return here;
    const isAdded = await this.#ask(this.#store, `clerk-dpop:${proof.id}`, observer);
    if (isAdded === undefined) return here;
    return isAdded ? 'new' : 'seen';
  }

  async #ask(store: DpopReplayStore, key: string, observer: Observer | undefined): Promise<boolean | undefined> {
    if (elapsedMs(this.#failedAt) < cooldownMs) return undefined;
    const fail = (failure: StoreFailure) => {
      this.#failedAt = Date.now();
      reportStoreFailure('proofs', failure, observer);
    };
    const answer = await askStore<unknown>(() => store.addIfAbsent(key, this.#ttlMs), fail);
    if (answer === undefined) return undefined;
    if (typeof answer.value === 'boolean') return answer.value;
    fail('invalid_answer');
    return undefined;
  }
}
