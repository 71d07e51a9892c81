/** Nobody is signed in, and the route requires it. Express answers with its status and headers. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'unauthenticated';
  readonly status = 401;
  readonly statusCode = 401;
  readonly headers = { 'WWW-Authenticate': 'Bearer' };

  constructor() {
    super('Unauthenticated');
  }
}

/** The session could not be checked, because the service did not answer. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  readonly code = 'service_unavailable';
  readonly status = 503;
  readonly statusCode = 503;
  readonly headers: Readonly<Record<string, string>>;

  constructor(cause: unknown, retryAfterSeconds: number) {
    super('Whether somebody is signed in could not be checked: the authentication service did not answer.', { cause });
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}
