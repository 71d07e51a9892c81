import { RemovedMethodError } from '../removed-method-error.js';

/** @deprecated The page of 4.x that loaded a session in the browser. @throws {RemovedMethodError} always */
export function loadInterstitialFromLocal(_options?: unknown): never {
  throw new RemovedMethodError(
    'loadInterstitialFromLocal',
    'The middlewares redirect the browser to the handshake instead.',
  );
}
