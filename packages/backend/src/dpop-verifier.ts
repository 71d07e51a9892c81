import type { Observer } from './observer.js';

/** Why a proof was refused; the `reason` of the state of the request. */
export type DpopRefusalReason =
  /** It is missing, malformed, not signed with its key, or for another request, token or time. */
  | 'dpop-proof-invalid'
  /** It was used before. */
  | 'dpop-proof-replayed'
  /** It has no nonce of this server, or one that is too old. */
  | 'dpop-nonce-required'
  /** There is no room to note that it is used: the client must wait. */
  | 'dpop-replay-memory-full';

/** Why a proof was refused. */
export interface DpopRefusal {
  readonly reason: DpopRefusalReason;
  /** Names no token and no key. */
  readonly message: string;
  /** The client may try again after this time. Default: it must not send the same again. */
  readonly retryAfterSeconds?: number | undefined;
}

/** What a proof is checked against. */
export interface DpopRequest {
  readonly method: string;
  /** Reads a header by its name in lower case; of several ones with a name all, with commas between them. */
  header(name: string): string | null | undefined;
  /** The public address of the request. */
  url(): URL;
  /** When the request came, Unix ms. */
  readonly nowMs: number;
  /** Counts failures of the store of used proofs. */
  readonly observer?: Observer | undefined;
}

/** An access token that came with a proof. */
export interface DpopCredentials {
  readonly token: string;
  /** What is wrong with the proof, as far as that is known without the token. */
  readonly refusal: DpopRefusal | undefined;
  /**
   * Checks the rest, once the token is known to be good, and uses the proof up.
   * @param jkt - the thumbprint of the key that the token is bound to
   * @returns undefined: the client has the key
   */
  verify(jkt: string): Promise<DpopRefusal | undefined>;
  /** The nonce for the next proof, if the client needs one. */
  nextNonce(): Promise<string | undefined>;
}

/** Verifies proofs that a client has the key of its access token (RFC 9449). `dpopProofs()` of `@acme/backend/dpop` makes one. */
export interface DpopVerifier {
  /** Algorithms of proofs that are taken, as challenges name them. */
  readonly algorithms: readonly string[];
  /** @returns undefined if `Authorization` has another scheme than `DPoP` */
  read(request: DpopRequest): DpopCredentials | undefined;
}
