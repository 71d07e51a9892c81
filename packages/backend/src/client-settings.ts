import type { ClerkAPIResponseError } from './errors.js';

/** A request that is about to be sent. Never holds keys, headers or bodies. */
export interface RequestEvent {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** How many times the request has been sent, this time included. */
  readonly attempt: number;
}

/** The result of a request. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; undefined if there was no answer. */
  readonly status: number | undefined;
  /** From sending to the end of the answer, in ms. */
  readonly durationMs: number;
  /** Set if the request failed. */
  readonly error?: ClerkAPIResponseError;
  /** Set if the request is sent again: the wait before that, in ms. */
  readonly retryDelayMs?: number;
}

/** Where messages go; `console` and most loggers fit. */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
}

/** Functions that are called for each request. An error that one throws rejects the call. */
export interface Observers {
  /** Called before each attempt, retries included. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each answer or failure. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Receives one line per answer (`debug`) and per retried failure (`warn`). Default: none. */
  readonly logger?: Logger | undefined;
}

/** How failed requests are repeated. */
export interface RetryOptions {
  /** How many times a request is sent again. Default 2. */
  readonly maxRetries?: number | undefined;
  /** Upper bound of the first wait, in ms; it doubles with each further one. Default 250. */
  readonly baseDelayMs?: number | undefined;
  /** Longest wait, in ms. If the service requires a longer one, the call fails at once. Default 10 000. */
  readonly maxDelayMs?: number | undefined;
}

/** How many requests may be sent in a time. */
export interface RateLimit {
  readonly requests: number;
  /** Length of the time in ms. */
  readonly perMs: number;
}

/** How a client makes its calls; the address and the keys are not part of it. */
export interface ClientSettings extends Observers {
  /** How failed requests are repeated. */
  readonly retry?: RetryOptions | undefined;
  /** Time limit of a whole call in ms, retries included; a call's own `timeoutMs` replaces it. Default 30 000. */
  readonly timeoutMs?: number | undefined;
  /** Longest answer that is read, in bytes after decompression; a longer one is an error. Default 67 108 864 (64 MB). */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Delays requests so that at most this many are sent in a period; true: as many as the service allows the instance.
   * Default: no delay.
   */
  readonly rateLimit?: RateLimit | true | undefined;
  /** Whether calls of the same GET at the same time share one request. Default false. */
  readonly sharesRequests?: boolean | undefined;
}
