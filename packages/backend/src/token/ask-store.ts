import type { StoreFailure } from '../report-store-failure.js';
import { within } from './start-time-limit.js';

/** A store that has not answered by then costs more than it saves. */
const storeTimeoutMs = 250;

/**
 * What a store of the application gives; undefined if it throws or hangs. It never rejects.
 * @param use - asks the store
 * @param onFailure - gets the reason if there is no answer
 */
export async function askStore<T>(
  use: () => T | PromiseLike<T>,
  onFailure: (failure: StoreFailure) => void,
): Promise<{ readonly value: T } | undefined> {
  // The store itself must not become the value of a promise: a proxy of a remote object seems to have a method `then`.
  const settled = Promise.resolve()
    .then(use)
    .then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
  const result = await within(storeTimeoutMs, settled);
  if (result && 'value' in result) return result;
  onFailure(result ?? 'timeout');
  return undefined;
}
