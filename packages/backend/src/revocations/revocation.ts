import { provider } from '#crypto';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import { parseJson } from '../parse-json.js';

/**
 * What is revoked. `session` and `token` (an API key, M2M or OAuth token, by its id) are refused for good; of a `subject` (a
 * user, a machine) every token that was issued by a time, and of a `holder` too, but who has a newer token may go on.
 */
export type RevocationKind = 'session' | 'token' | 'subject' | 'holder';

/** One revocation. The order in which they come makes no difference, nor that one comes twice. */
export interface Revocation {
  readonly kind: RevocationKind;
  readonly id: string;
  /** Of sessions and tokens: until when they must be known, Unix s. Of subjects and holders: tokens that were issued by then, Unix s, are refused. */
  readonly second: number;
}

/** Long enough for everything that lives longer than a session token: OAuth access tokens live for a day. */
export const longestSeconds = 86_400;
/** M2M tokens that are JWTs may live for years. */
export const mostSeconds = 30 * 86_400;
/** Clocks may differ, and a token is accepted a little longer than it lives. */
export const marginSeconds = 60;
const maxIdLength = 256;

const kinds: readonly RevocationKind[] = ['session', 'token', 'subject', 'holder'];

/** The second after which a revocation concerns no token any more. */
export function endOf({ kind, id, second }: Revocation): number {
  if (kind === 'session' || kind === 'token') return second;
  return second + (id.startsWith('mch_') ? mostSeconds : longestSeconds) + marginSeconds;
}

/**
 * Revokes a session, or a machine token.
 * @param lifetimeSeconds - how long its tokens may live from now on
 */
export function revokeById(kind: 'session' | 'token', id: string, lifetimeSeconds: number, nowMs: number): Revocation {
  const seconds = Math.min(lifetimeSeconds, mostSeconds) + marginSeconds;
  return { kind, id, second: Math.ceil(nowMs / 1000 + seconds) };
}

/** Revokes the tokens of a session, which live `lifetimeSeconds` at most. */
export function revokeSession(id: string, { lifetimeSeconds }: { readonly lifetimeSeconds: number }): Revocation {
  return revokeById('session', id, lifetimeSeconds, Date.now());
}

/**
 * Revokes a machine token.
 * @param expiresAtMs - when it expires by itself, Unix ms, if that is known
 */
export function revokeToken(id: string, expiresAtMs: number | undefined): Revocation {
  const nowMs = Date.now();
  const lifetime = expiresAtMs === undefined ? longestSeconds : Math.max(0, (expiresAtMs - nowMs) / 1000);
  return revokeById('token', id, lifetime, nowMs);
}

/** By what an opaque token is known whose id is not: its hash, marked so that nobody can write a token whose text is the id of another one. */
export function nameOfToken(token: string): MaybePromise<string> {
  return chain(
    attemptCrypto('make a hash', () => provider.hashBase64Url('SHA-256', token)),
    (hash) => `sha256:${hash}`,
  );
}

/** Revokes the tokens of somebody that were issued by a time, Unix ms. */
export function revokeByTime(kind: 'subject' | 'holder', id: string, byMs: number): Revocation {
  return { kind, id, second: Math.max(1, Math.floor(byMs / 1000)) };
}

/** A revocation as text. */
export function writeRevocation({ kind, id, second }: Revocation): string {
  return JSON.stringify([kinds.indexOf(kind), id, second]);
}

/** Reads {@link writeRevocation}'s text; undefined: it is something else. */
export function readRevocation(text: string): Revocation | undefined {
  try {
    const entry = parseJson(text);
    if (!Array.isArray(entry)) return undefined;
    const [index, id, second] = entry as readonly unknown[];
    const kind = typeof index === 'number' ? kinds[index] : undefined;
    const isSecond = typeof second === 'number' && Number.isInteger(second) && second > 0 && second < 2 ** 32;
    return kind && isRevocableId(id) && isSecond ? { kind, id, second } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether something can be the id of what is revoked. */
export function isRevocableId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= maxIdLength;
}
