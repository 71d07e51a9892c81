import { UnusableResponseError } from '../../errors.js';

/** A request as it goes out: everything is decided and encoded. */
export interface TransportRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  /** How long the answer may take to come in full and to be decompressed, in ms; after that the transport rejects with {@link timeLimitReached}. */
  readonly timeoutMs: number;
  /** Longest body that is read, in bytes after decompression; a longer one rejects with {@link responseTooLarge}. */
  readonly maxBytes: number;
  /** Ends the request early: the transport rejects with {@link abortReason}. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer, read to its end. */
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
 * Sends one request and follows redirects within its origin. Rejects when no complete answer came, or none that may be read.
 * Which one `#transport` is depends on the runtime: Node.js has one over its own HTTP client, all others use `fetch`.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** What a transport rejects with when the time is up. */
export function timeLimitReached(timeoutMs: number): Error {
  return new DOMException(`No answer within ${timeoutMs} ms.`, 'TimeoutError');
}

/** What a transport rejects with when the caller gave up. */
export function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('The call was aborted.', 'AbortError');
}

/** What a transport rejects with when a body is longer than it may be. */
export function responseTooLarge(maxBytes: number): UnusableResponseError {
  return new UnusableResponseError(
    'response_too_large',
    `the answer is longer than ${maxBytes} bytes. If that is expected, raise the option \`maxResponseBytes\`.`,
  );
}
