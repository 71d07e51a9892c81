import { warnOfStore } from '#warnings';
import { countStoreError, type ObservedStore, type Observer } from './observer.js';

/** Why a store failed: what it threw, or that it did not answer in time, or that its answer is none. */
export type StoreFailure = 'timeout' | 'invalid_answer' | { readonly error: unknown };

/** Low in number, and never a message, which may quote an address with a password. */
function typeOf(failure: StoreFailure): string {
  if (typeof failure === 'string') return failure;
  const { error } = failure;
  if (!(error instanceof Error)) return '_OTHER';
  const name = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^\w{1,64}$/.test(name) ? name : '_OTHER';
}

/**
 * Tells the observer and the operator that a store of the application has failed. What was asked of it is decided without it, so nobody else would
 * notice.
 */
export function reportStoreFailure(store: ObservedStore, failure: StoreFailure, observer: Observer | undefined): void {
  const errorType = typeOf(failure);
  countStoreError(observer, store, errorType);
  warnOfStore(store, errorType);
}
