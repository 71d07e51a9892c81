/** A value that is there at once, or a promise of it. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether a value is still to come. Test runners give a module another `Promise` than the runtime's own: `instanceof` cannot tell. */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/**
 * Goes on with a value, at once if it is there: a request that needs nothing from the network is decided without a single
 * promise, each of which costs as much as reading the cookies.
 */
export function chain<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromise(value) ? Promise.resolve(value).then(next) : next(value);
}
