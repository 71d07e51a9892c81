import { ClerkAPIResponseError, isClerkAPIResponseError } from '@acme/backend/errors';

/** One error of an API response, in the form of 2.x. */
export class ClerkServerError {
  constructor(
    readonly message: string,
    readonly longMessage: string,
    readonly code: string,
  ) {}
}

/**
 * A failed call of the Backend API, with the name and the members of 2.x. It is also a `ClerkAPIResponseError`, as code of later versions
 * expects.
 */
export class HttpError extends ClerkAPIResponseError {
  override readonly name: string = 'HttpError';
  /** HTTP status; 500 without a response. */
  readonly statusCode: number;
  /** The errors of the response. */
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
    // An error may have more than the three members of 2.x.
    if (source) Object.defineProperty(this, 'errors', { value: source.errors, enumerable: true });
  }
}

/** Converts a failed API call to the legacy form; any other error is returned unchanged. */
export function toHttpError(error: unknown): unknown {
  if (!isClerkAPIResponseError(error) || error instanceof HttpError) return error;
  const data = error.errors.map(
    ({ message, longMessage, code }) => new ClerkServerError(message, longMessage ?? message, code),
  );
  return new HttpError(error.status ?? 500, error.message, data, error);
}
