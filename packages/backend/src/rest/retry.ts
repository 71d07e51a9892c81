import { ClerkAPIResponseError, UnusableResponseError } from '../errors.js';
import type { Observers, ResponseEvent, RetryOptions } from '../client-settings.js';
import { report } from './observe.js';
import type { Gate } from './rate-limit.js';
import type { ApiRequest, ApiResponse, Connection } from './send.js';
import { DEFAULT_TIMEOUT_MS, prepare, readAnswer, toFailure, withTimeout } from './send.js';

/** How requests go out. */
export interface Sender {
  readonly connection: Connection;
  readonly retry?: RetryOptions | undefined;
  /** How long a call may take in all, in ms, unless it says otherwise. Default 30 000. */
  readonly timeoutMs?: number | undefined;
  readonly observers?: Observers | undefined;
  /** Says when a request may be sent. Default: always at once. */
  readonly gate?: Gate | undefined;
}

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
 * @throws {ConfigurationError} as {@link prepare}; nothing was sent
 */
export async function sendWithRetry(request: ApiRequest, sender: Sender): Promise<ApiResponse> {
  const timeoutMs = request.timeoutMs ?? sender.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const deadline = Date.now() + timeoutMs;
  const { transmit, outgoing } = prepare(request, sender.connection, timeoutMs);
  for (let attempt = 1; ; attempt += 1) {
    if (sender.gate) await passGate(request, sender.gate, deadline, attempt);
    const isFresh = attempt === 1 && !sender.gate;
    const sent = startReport(request, sender.observers, attempt);
    let result: ApiResponse | ClerkAPIResponseError;
    try {
      const inTime = isFresh ? outgoing : withTimeout(outgoing, deadline - Date.now());
      result = readAnswer(await transmit(inTime), attempt);
    } catch (error) {
      result = toFailure(request, error, attempt);
    }
    // Not within the try: what a hook throws is no failure of the call, which must not be sent again for it.
    if (!(result instanceof ClerkAPIResponseError)) {
      sent?.({ status: result.status });
      return result;
    }
    const failure = result;
    const wait = waitBeforeNext(request, failure, attempt, sender.retry);
    const isWorthwhile = wait !== undefined && Date.now() + wait < deadline;
    sent?.({ status: failure.status, error: failure, ...(isWorthwhile && { retryDelayMs: wait }) });
    if (!isWorthwhile) throw failure;
    await pause(wait, request.signal);
    if (request.signal?.aborted) throw failure;
  }
}

type Outcome = Pick<ResponseEvent, 'status' | 'error' | 'retryDelayMs'>;

/** Reports that a request goes out; what it came to is reported by the function that comes back. */
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

async function passGate(request: ApiRequest, gate: Gate, deadline: number, attempt: number): Promise<void> {
  const wait = gate(deadline);
  if (wait === undefined) {
    const message = `${request.method} ${request.path} was not sent: the rate limit of this client leaves no place within its time limit.`;
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
    // Full jitter: clients that failed together must not come back together.
    return Math.min(Math.random() * baseDelayMs * 2 ** (attempt - 1), maxDelayMs);
  }
  // Asking earlier than the service says would only keep it busy.
  const wait = error.retryAfter * 1000;
  return wait <= maxDelayMs ? wait : undefined;
}

function isRepeatable(request: ApiRequest, error: ClerkAPIResponseError): boolean {
  if (request.signal?.aborted) return false;
  if (error.status === 429) return true;
  const isIdempotent = request.method === 'GET' || request.method === 'PUT' || request.method === 'DELETE';
  if (error.status === undefined) {
    const isTimeout = error.cause instanceof Error && error.cause.name === 'TimeoutError';
    // An answer that was refused would be refused again.
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
