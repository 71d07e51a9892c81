import { ClerkAPIResponseError, UnusableResponseError } from '../errors.js';
import type { Observers, ResponseEvent, RetryOptions } from '../client-settings.js';
import { report } from './report.js';
import type { Reserve } from './rate-limiter.js';
import type { ApiRequest, ApiResponse, Connection } from './send.js';
import { defaultTimeoutMs, prepare, readAnswer, toFailure, withTimeout } from './send.js';

/** Where and how requests are sent: connection, retries, time limit, rate limit, observers. */
export interface SendPolicy {
  readonly connection: Connection;
  readonly retry?: RetryOptions | undefined;
  /** Time limit of a whole call in ms, retries included; a call's own `timeoutMs` replaces it. Default 30 000. */
  readonly timeoutMs?: number | undefined;
  readonly observers?: Observers | undefined;
  /** Reserves the time at which a request may be sent. Default: every request is sent at once. */
  readonly reserve?: Reserve | undefined;
}

/** Codes of failures before the request was sent: the service cannot have acted on it. */
const connectFailures: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Sends a request, and again when that is safe: GET, PUT and DELETE without an answer and after 408, 429 and 5xx; POST and PATCH
 * only after 429 or if no connection was made, because only then the service cannot have acted on the request.
 * The time limit covers all attempts and the waits between them.
 * @throws {ClerkAPIResponseError} of the last attempt
 * @throws {ConfigurationError} as {@link prepare}; nothing was sent
 */
export async function sendWithRetry(request: ApiRequest, policy: SendPolicy): Promise<ApiResponse> {
  const timeoutMs = request.timeoutMs ?? policy.timeoutMs ?? defaultTimeoutMs;
  const deadline = Date.now() + timeoutMs;
  const { transmit, outgoing } = prepare(request, policy.connection, timeoutMs);
  for (let attempt = 1; ; attempt += 1) {
    if (policy.reserve) await waitForSlot(request, policy.reserve, deadline, attempt);
    const isFresh = attempt === 1 && !policy.reserve;
    const sent = startReport(request, policy.observers, attempt);
    let result: ApiResponse | ClerkAPIResponseError;
    try {
      const inTime = isFresh ? outgoing : withTimeout(outgoing, deadline - Date.now());
      result = readAnswer(await transmit(inTime), attempt);
    } catch (error) {
      result = toFailure(request, error, attempt);
    }
    // Outside the try: an error thrown by a hook is not a failure of the request, which must not be sent again because of it.
    if (!(result instanceof ClerkAPIResponseError)) {
      sent?.({ status: result.status });
      return result;
    }
    const failure = result;
    const wait = waitBeforeNext(request, failure, attempt, policy.retry);
    const isWorthwhile = wait !== undefined && Date.now() + wait < deadline;
    sent?.({ status: failure.status, error: failure, ...(isWorthwhile && { retryDelayMs: wait }) });
    if (!isWorthwhile) throw failure;
    await pause(wait, request.signal);
    if (request.signal?.aborted) throw failure;
  }
}

type Outcome = Pick<ResponseEvent, 'status' | 'error' | 'retryDelayMs'>;

/** Calls `onRequest`, and returns the function that reports the outcome. */
function startReport(
  { method, path }: ApiRequest,
  observers: Observers | undefined,
  attempt: number,
): ((outcome: Outcome) => void) | undefined {
  if (!observers) return undefined;
  const event = { method, path, attempt };
  observers.onRequest?.(event);
  const start = performance.now();
  return (outcome) => report(observers, { ...event, ...outcome, durationMs: performance.now() - start });
}

async function waitForSlot(request: ApiRequest, reserve: Reserve, deadline: number, attempt: number): Promise<void> {
  const wait = reserve(deadline);
  if (wait === undefined) {
    const message = `${request.method} ${request.path} was not sent: the rate limit of this client leaves no free slot within its time limit.`;
    throw new ClerkAPIResponseError(message, {
      data: [{ code: 'client_rate_limited', message }],
      attempts: attempt - 1,
    });
  }
  if (wait > 0) await pause(wait, request.signal);
}

/** How long to wait, in ms; undefined: the request must not be sent again. */
function waitBeforeNext(
  request: ApiRequest,
  error: ClerkAPIResponseError,
  attempt: number,
  { maxRetries = 2, baseDelayMs = 250, maxDelayMs = 10_000 }: RetryOptions = {},
): number | undefined {
  if (attempt > maxRetries || !isRepeatable(request, error)) return undefined;
  if (error.retryAfter === undefined) {
    // Full jitter: clients that failed at the same time must not retry at the same time.
    return Math.min(Math.random() * baseDelayMs * 2 ** (attempt - 1), maxDelayMs);
  }
  // A request before the time that the service gives would be refused again.
  const wait = error.retryAfter * 1000;
  return wait <= maxDelayMs ? wait : undefined;
}

function isRepeatable(request: ApiRequest, error: ClerkAPIResponseError): boolean {
  if (request.signal?.aborted) return false;
  if (error.status === 429) return true;
  const isIdempotent = request.method === 'GET' || request.method === 'PUT' || request.method === 'DELETE';
  if (error.status === undefined) {
    const isTimeout = error.cause instanceof Error && error.cause.name === 'TimeoutError';
    // The service would give the same unusable answer again.
    const isFinal = isTimeout || error.cause instanceof UnusableResponseError;
    return isIdempotent ? !isFinal : isConnectFailure(error.cause);
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
