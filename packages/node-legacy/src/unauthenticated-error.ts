/** Why nobody is signed in. */
export interface UnauthenticatedReason {
  /** The code: one of the protocol (`session-token-and-uat-missing`), or that of a refused token (`token-expired`). */
  readonly reason: string;
  /** The same in words; empty if there is nothing to add. */
  readonly longMessage?: string | undefined;
}

/** Nobody is signed in, and the route requires it. Express answers with its status and headers. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'unauthenticated';
  readonly status = 401;
  readonly statusCode = 401;
  readonly headers = { 'WWW-Authenticate': 'Bearer' };
  /** Why, as a code: `session-token-and-uat-missing`, `token-expired`, `token-invalid-signature` and so on. Also in `X-Clerk-Auth-Reason`. */
  readonly reason: string;
  /** The same in words. */
  readonly longMessage: string;

  constructor({ reason, longMessage }: UnauthenticatedReason) {
    // Old code compares the message.
    super('Unauthenticated');
    this.reason = reason;
    this.longMessage = longMessage || reason.replaceAll('-', ' ');
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
