import { isPromise, type MaybePromise } from '@acme/backend/adapter';

/** Calls `next` with a value, synchronously unless it is a promise: most requests are decided without one. */
export const chain = <T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> =>
  isPromise(value) ? value.then(next) : next(value);
