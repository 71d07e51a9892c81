import type { ClerkAPIResponseError } from '../errors.js';

/** A request that is about to be sent. Never holds keys, headers or bodies. */
export interface RequestEvent {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** How many times the request has been sent, this time included. */
  readonly attempt: number;
}

/** What became of a request. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; undefined if there was no answer. */
  readonly status: number | undefined;
  /** From sending to the end of the answer, in ms. */
  readonly durationMs: number;
  /** Set if the request failed. */
  readonly error?: ClerkAPIResponseError;
  /** Set if the request is sent again: how long that is put off, in ms. */
  readonly retryDelayMs?: number;
}

/** Where messages go; `console` and most loggers fit. */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
}

/** Who is told about requests. What a hook throws rejects the call. */
export interface Observers {
  /** Called before each sending, retries included. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each answer or failure. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Told in one line about each answer (`debug`) and each failure that is retried (`warn`). Default: nobody. */
  readonly logger?: Logger | undefined;
}

/** Tells `observers` what became of a request. */
export function report({ onResponse, logger }: Observers, event: ResponseEvent): void {
  onResponse?.(event);
  if (!logger) return;
  const { method, path, status, durationMs, attempt, retryDelayMs } = event;
  const line = `${method} ${path}: ${status ?? 'no answer'} in ${Math.round(durationMs)} ms`;
  if (retryDelayMs === undefined) logger.debug(line);
  else logger.warn(`${line}, attempt ${attempt}, again in ${Math.round(retryDelayMs)} ms`);
}
