import { isClerkAPIResponseError, ServiceUnavailableError } from '../errors.js';

/** Why the service could not be reached for a decision. The user may be signed in, so answer 503. */
export interface Unavailability {
  readonly cause: unknown;
  /** Seconds after which another try may succeed. */
  readonly retryAfterSeconds: number;
}

/** How long to wait when the service did not say. */
const defaultRetryAfterSeconds = 5;

/**
 * Reads an outage from a failed call: no answer, 429 or 5xx, or a success that cannot be read, for example the login page of a proxy.
 * Any other status is an answer about the token, not an outage.
 */
export function outageOf(error: unknown): Unavailability | undefined {
  if (error instanceof ServiceUnavailableError) return { cause: error, retryAfterSeconds: error.retryAfterSeconds };
  if (!isClerkAPIResponseError(error)) return undefined;
  const { status, retryAfter } = error;
  const isOutage = status === undefined || status < 300 || status === 429 || status >= 500;
  return isOutage ? { cause: error, retryAfterSeconds: retryAfter ?? defaultRetryAfterSeconds } : undefined;
}
