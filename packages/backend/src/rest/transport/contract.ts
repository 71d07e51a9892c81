/** A request as it goes out: everything is decided and encoded. */
export interface TransportRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  readonly signal: AbortSignal;
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

/** Sends one request and follows redirects. Rejects when no complete answer came. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;
