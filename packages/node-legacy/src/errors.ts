import { ClerkAPIResponseError, isClerkAPIResponseError } from '@acme/backend/errors';

/** One error of an answer, as 2.x had it. */
export class ClerkServerError {
  constructor(
    readonly message: string,
    readonly longMessage: string,
    readonly code: string,
  ) {}
}

/**
 * A failed call of the Backend API, under the name and with the members of 2.x. It is a `ClerkAPIResponseError` as well, so
 * code of later versions reads it too.
 */
export class HttpError extends ClerkAPIResponseError {
  override readonly name: string = 'HttpError';
  /** HTTP status; 500 if there was no answer. */
  readonly statusCode: number;
  /** The errors of the answer. */
  readonly data: readonly ClerkServerError[];

  constructor(statusCode: number, message: string, data: readonly ClerkServerError[] = [], cause?: unknown) {
    const source = isClerkAPIResponseError(cause) ? cause : undefined;
    super(message, {
      data: data.map((each) => ({ code: each.code, message: each.message, long_message: each.longMessage })),
      status: source ? source.status : statusCode,
      clerkTraceId: source?.clerkTraceId,
      retryAfter: source?.retryAfter,
      attempts: source?.attempts,
      cause: source ? source.cause : cause,
    });
    this.statusCode = statusCode;
    this.data = data;
    // Each error may say more than the three members of 2.x.
    if (source) Object.defineProperty(this, 'errors', { value: source.errors, enumerable: true });
  }
}

/** A failure of an API call as legacy code expects it; anything else stays what it is. */
export function toHttpError(error: unknown): unknown {
  if (!isClerkAPIResponseError(error) || error instanceof HttpError) return error;
  const data = error.errors.map(
    ({ message, longMessage, code }) => new ClerkServerError(message, longMessage ?? message, code),
  );
  return new HttpError(error.status ?? 500, error.message, data, error);
}

/** Nobody is signed in where somebody must be. Express answers with its status and headers. */
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

/** Whether somebody is signed in could not be told: the service did not answer. */
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

/** A method whose endpoint the service no longer has. */
export class RemovedMethodError extends Error {
  override readonly name = 'RemovedMethodError';
  readonly code = 'method_removed';

  constructor(method: string, replacement: string) {
    super(`${method} is gone, because the service has no such endpoint any more. ${replacement}`);
  }
}
