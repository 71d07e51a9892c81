import type { ObservedStore, Observer } from '../observer.js';
import type { KeyValueStore } from '../options.js';
import { reportStoreFailure } from '../report-store-failure.js';
import { askStore } from './ask-store.js';
import { elapsedMs } from './start-time-limit.js';

/** After a store failed, it is left alone for this long. */
const cooldownMs = 5_000;

/** A store of the application: one that throws or hangs counts as empty, and is left alone for a while. */
export class GuardedStore {
  readonly #name: ObservedStore;
  readonly #store: KeyValueStore;
  #failedAt = Number.NEGATIVE_INFINITY;

  readonly #retriesErrors: boolean;

  /**
   * @param name - which store it is, for the observer and the operator
   * @param retriesErrors - it is left alone only if it hangs: one that fails at once costs nothing, and may work at the next request
   */
  constructor(name: ObservedStore, store: KeyValueStore, retriesErrors = false) {
    this.#name = name;
    this.#store = store;
    this.#retriesErrors = retriesErrors;
  }

  /** Whether it is left alone for a while. */
  get isResting(): boolean {
    return elapsedMs(this.#failedAt) < cooldownMs;
  }

  /**
   * What the store gives; undefined if it fails, hangs, or failed a moment ago. Never rejects.
   * @param observer - gets each failure
   */
  async ask<T>(
    use: (store: KeyValueStore) => Promise<T>,
    observer: Observer | undefined,
  ): Promise<{ readonly value: T } | undefined> {
    if (this.isResting) return undefined;
    return askStore(
      () => use(this.#store),
      (failure) => {
        if (failure === 'timeout' || !this.#retriesErrors) this.#failedAt = Date.now();
        reportStoreFailure(this.#name, failure, observer);
      },
    );
  }
}
