import { CryptoError } from '../errors.js';
import { isPromise, type MaybePromise } from '../maybe-promise.js';

/**
 * Carries out an operation of the crypto provider in which no key or token of somebody else can be at fault.
 * @param operation - for the message, for example `make a hash`
 * @throws {CryptoError} for whatever the runtime throws
 */
export function attemptCrypto<T>(operation: string, run: () => MaybePromise<T>): MaybePromise<T> {
  const fail = (cause: unknown): never => {
    throw new CryptoError(operation, cause);
  };
  try {
    const result = run();
    return isPromise(result) ? result.catch(fail) : result;
  } catch (cause) {
    return fail(cause);
  }
}
