/** A method was called whose endpoint the service has removed. */
export class RemovedMethodError extends Error {
  override readonly name = 'RemovedMethodError';
  readonly code = 'method_removed';

  constructor(method: string, replacement: string) {
    super(`${method} no longer exists, because the service removed its endpoint. ${replacement}`);
  }
}
