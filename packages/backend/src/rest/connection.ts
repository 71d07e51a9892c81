import { identityOf } from '../identity-of.js';
import type { Observer } from '../observer.js';

/** Where the Backend API is, and with which keys it is called. Never printed: it holds the keys. */
export interface Connection {
  /** Origin, optionally with a path prefix. */
  readonly apiUrl: string;
  /** Version segment of the path; empty for none. */
  readonly apiVersion: string;
  readonly secretKey?: string;
  readonly machineSecretKey?: string;
  readonly userAgent: string;
  /** Sends the requests. Default: the transport of the runtime. */
  readonly fetch?: typeof fetch | undefined;
  /** Whether a call without any key is refused before it is sent. Default true. */
  readonly requireSecretKey?: boolean | undefined;
  /** Leaves the version segment out everywhere. Default false. */
  readonly skipApiVersionInUrl?: boolean | undefined;
  /** Prefers the machine secret key everywhere. Default false. */
  readonly useMachineSecretKey?: boolean | undefined;
  /** Longest answer that is read, in bytes after decompression. Default 64 MB. */
  readonly maxResponseBytes?: number | undefined;
  /** Learns of each request. No answer depends on it. */
  readonly observer?: Observer | undefined;
}

/** Everything that an answer over a connection depends on: the key of caches of such answers. */
export function connectionParts(connection: Connection): readonly string[] {
  const { fetch, observer: _, ...texts } = connection;
  const named = Object.entries(texts).filter(([, value]) => value !== undefined);
  return [...named.map(([name, value]) => `${name}=${String(value)}`).sort(), `fetch=${identityOf(fetch)}`];
}
