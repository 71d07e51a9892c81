/** A method was called whose endpoint the service has removed. */
export class RemovedMethodError extends Error {
  override readonly name = 'RemovedMethodError';
  readonly code = 'method_removed';

  constructor(method: string, replacement: string) {
    super(`${method} no longer exists, because the service removed its endpoint. ${replacement}`);
  }
}

/** A promise that rejects with a {@link RemovedMethodError}. */
export function removedMethod(method: string, replacement: string): Promise<never> {
  return Promise.reject(new RemovedMethodError(method, replacement));
}
