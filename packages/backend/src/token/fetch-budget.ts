import { elapsedMs } from './start-time-limit.js';

/** A token bucket: how often something may be done that strangers can cause. */
export class FetchBudget {
  #left: number;
  #countedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param intervalMs - one more is allowed after each of these
   * @param burst - so many are allowed at once after a quiet time
   */
  constructor(
    readonly intervalMs: number,
    readonly burst: number,
  ) {
    this.#left = burst;
  }

  /** Ms until the next is allowed; 0: now. */
  waitMs(): number {
    this.#left = Math.min(this.burst, this.#left + elapsedMs(this.#countedAt) / this.intervalMs);
    this.#countedAt = Date.now();
    return Math.max(0, Math.ceil((1 - this.#left) * this.intervalMs));
  }

  /** Counts one that is done now. */
  spend(): void {
    this.#left -= 1;
  }
}
