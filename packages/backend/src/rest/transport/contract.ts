import { UnusableResponseError } from '../../errors.js';

/** A request ready to be sent: complete and encoded. */
export interface TransportRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  /** Time limit in ms until the whole answer is received and decompressed; then the transport rejects with {@link timeLimitReached}. */
  readonly timeoutMs: number;
  /** Longest body that is read, in bytes after decompression; a longer one rejects with {@link responseTooLarge}. */
  readonly maxBytes: number;
  /** Ends the request early: the transport rejects with {@link abortReason}. */
  readonly signal?: AbortSignal | undefined;
}

/** A complete answer. */
export interface TransportResponse {
  readonly status: number;
  /** Reason phrase; empty over HTTP/2. */
  readonly statusText: string;
  /** Value of a header by its lower-case name. */
  readonly header: (name: string) => string | null;
  /** The body, decoded from UTF-8. */
  readonly text: string;
}

/**
 * Sends one request and follows redirects within its origin. Rejects if there is no complete answer, or if it must not be read.
 * `#transport` depends on the runtime: over its own HTTP client on Node.js, over `fetch` elsewhere.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** The error of a transport after the time limit. */
export function timeLimitReached(timeoutMs: number): Error {
  return new DOMException(`No answer within ${timeoutMs} ms.`, 'TimeoutError');
}

/** The error of a transport after the caller has aborted the call. */
export function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('The call was aborted.', 'AbortError');
}

/** The error of a transport for a body above the limit. */
export function responseTooLarge(maxBytes: number): UnusableResponseError {
  return new UnusableResponseError(
    'response_too_large',
    `the answer is longer than ${maxBytes} bytes. If that is expected, raise the option \`maxResponseBytes\`.`,
  );
}
