import { ApiError } from '../errors/api-error.js';

/** How many calls a window of time allows. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** 429: more calls than the limit allows. */
export class RateLimitError extends ApiError {
  constructor(readonly retryAfterSeconds: number) {
    super(429, 'too_many_requests', 'Too many requests', 'Too many requests. Please try again in a bit.');
  }
}

/**
 * Counts calls in fixed windows.
 * @returns a function that throws {@link RateLimitError} for calls beyond the limit; without a limit it never throws
 */
export function createRateLimit(limit: RateLimit | undefined, now: () => number): () => void {
  if (!limit) return () => undefined;
  const { requests, windowMs } = limit;
  let window = -1;
  let count = 0;
  return () => {
    const time = now();
    const current = Math.floor(time / windowMs);
    if (current !== window) {
      window = current;
      count = 0;
    }
    count += 1;
    if (count > requests) throw new RateLimitError(Math.max(1, Math.ceil(((current + 1) * windowMs - time) / 1000)));
  };
}
