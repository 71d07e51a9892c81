import { ClerkAPIResponseError } from '../errors.js';
import type { ApiRequest, ApiResponse, Connection } from './send.js';
import { send } from './send.js';

/** How failed requests are repeated. */
export interface RetryOptions {
  /** How many times a request is sent again. Default 2. */
  readonly maxRetries?: number | undefined;
  /** Upper bound of the first wait, in ms; it doubles with each further one. Default 250. */
  readonly baseDelayMs?: number | undefined;
  /** Longest wait, also when the service asks for more, in ms. Default 10 000. */
  readonly maxDelayMs?: number | undefined;
}

const DEFAULTS = { maxRetries: 2, baseDelayMs: 250, maxDelayMs: 10_000 } as const;
const DEFAULT_TIMEOUT_MS = 30_000;

/** Codes of failures before the request left: the service cannot have acted on it. */
const connectFailures: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Sends a request, and again when that is safe: GET, PUT and DELETE after no answer, 408, 429 and 5xx; POST and PATCH only
 * after 429 or when no connection was made, because only then nothing can have happened yet.
 * The time limit covers all attempts and the waits between them.
 * @throws {ClerkAPIResponseError} of the last attempt
 */
export async function sendWithRetry(
  request: ApiRequest,
  connection: Connection,
  options: RetryOptions = {},
): Promise<ApiResponse> {
  const {
    maxRetries = DEFAULTS.maxRetries,
    baseDelayMs = DEFAULTS.baseDelayMs,
    maxDelayMs = DEFAULTS.maxDelayMs,
  } = options;
  const deadline = Date.now() + (request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const current = attempt === 1 ? request : { ...request, timeoutMs: deadline - Date.now() };
      return await send(current, connection, attempt);
    } catch (error) {
      if (attempt > maxRetries || !isRepeatable(request, error)) throw error;
      // Full jitter: clients that failed together must not come back together.
      const wait = Math.min(
        error.retryAfter === undefined ? Math.random() * baseDelayMs * 2 ** (attempt - 1) : error.retryAfter * 1000,
        maxDelayMs,
      );
      if (Date.now() + wait >= deadline) throw error;
      await pause(wait, request.signal);
      if (request.signal?.aborted) throw error;
    }
  }
}

function isRepeatable(request: ApiRequest, error: unknown): error is ClerkAPIResponseError {
  if (!(error instanceof ClerkAPIResponseError) || request.signal?.aborted) return false;
  if (error.status === 429) return true;
  const isIdempotent = request.method === 'GET' || request.method === 'PUT' || request.method === 'DELETE';
  if (error.status === undefined) {
    const isTimeout = error.cause instanceof Error && error.cause.name === 'TimeoutError';
    return isIdempotent ? !isTimeout : isConnectFailure(error.cause);
  }
  return isIdempotent && (error.status === 408 || error.status >= 500);
}

function isConnectFailure(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if ('code' in cause && connectFailures.has(cause.code)) return true;
  // Several addresses were tried, or `fetch` wrapped the reason.
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.every(isConnectFailure);
  return isConnectFailure(cause.cause);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish, { once: true });
  });
}
