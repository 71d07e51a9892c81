import type { TokenRefusal } from '../errors.js';
import { isRevocableId, longestSeconds, marginSeconds, mostSeconds } from './revocation.js';
import type { Revocation, RevocationKind } from './revocation.js';
import { RevocationTable } from './revocation-table.js';

/** The claims by which a token is refused; unchecked. */
export interface RevocableClaims {
  readonly sid?: unknown;
  readonly sub?: unknown;
  readonly jti?: unknown;
  readonly iat?: unknown;
  readonly act?: unknown;
}

/** Of each kind; what is over the oldest make room. */
const maxEntries = 100_000;

const revoked = (what: string): TokenRefusal => ({
  reason: 'token-revoked',
  message: `The ${what} was revoked.`,
});

/** Whoever has a newer token may go on, and a browser can get one. */
const outdated: TokenRefusal = {
  reason: 'token-revoked',
  message: 'Tokens of this user that were issued at that time were revoked. A new token is needed.',
  isRenewable: true,
};

const refusals = {
  session: revoked('session of the token'),
  token: revoked('token'),
  subject: revoked('access of the user, or of whoever else the token was issued to,'),
  actor: revoked('access of the user who acts for another'),
} as const;

const subjectOf = (act: unknown): unknown =>
  typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;

/** What is revoked, as far as this process knows. A look takes 0.1 µs. */
export class RevokedTokens {
  readonly #tables: Readonly<Record<RevocationKind, RevocationTable>> = {
    session: new RevocationTable(maxEntries),
    token: new RevocationTable(maxEntries),
    subject: new RevocationTable(maxEntries),
    holder: new RevocationTable(maxEntries),
  };
  #isEmpty = true;
  #version = 0;

  /** How many times tokens of somebody were revoked. */
  get version(): number {
    return this.#version;
  }

  add({ kind, id, second }: Revocation, nowMs: number): void {
    this.#isEmpty = false;
    const isById = kind === 'session' || kind === 'token';
    if (!isById) this.#version += 1;
    // Whoever wrote it may have a clock that is ahead: tokens that do not exist yet must not be refused for longer than clocks differ.
    const latest = Math.floor(nowMs / 1000) + marginSeconds;
    this.#tables[kind].raise(id, isById ? second : Math.min(second, latest), leastOf(kind, nowMs));
  }

  /** Why a verified JWT is refused. */
  judge(claims: RevocableClaims, nowMs: number): TokenRefusal | undefined {
    if (this.#isEmpty) return undefined;
    const { session, token, subject, holder } = this.#tables;
    const { sid, sub, jti, iat, act } = claims;
    const now = nowMs / 1000;
    if (typeof sid === 'string' && session.get(sid) > now) return refusals.session;
    // A machine may have claims of its own, and one of them may be called `sid`.
    if (typeof jti === 'string' && token.get(jti) > now) return refusals.token;
    if (typeof sub !== 'string') return undefined;
    if (isIssuedBy(subject.get(sub), iat)) return refusals.subject;
    const actor = act === undefined ? undefined : subjectOf(act);
    if (typeof actor === 'string' && isIssuedBy(subject.get(actor), iat)) return refusals.actor;
    return isIssuedBy(holder.get(sub), iat) ? outdated : undefined;
  }

  /** Whether an opaque machine token was revoked by its id. */
  isTokenRevoked(id: string, nowMs: number): boolean {
    return isRevocableId(id) && this.#tables.token.get(id) > nowMs / 1000;
  }

  /**
   * By when answers about the tokens of a subject are out of date, Unix ms; 0: they are not. Answers have times of this machine, revocations
   * of the service: those of a minute more are asked for again.
   */
  staleUntilMs(subject: string): number {
    const second = Math.max(this.#tables.subject.get(subject), this.#tables.holder.get(subject));
    return second === 0 ? 0 : (second + 1 + marginSeconds) * 1000;
  }
}

/** A token without a time is as old as can be. Times are whole seconds, so that one of the same second may be older. */
function isIssuedBy(second: number, iat: unknown): boolean {
  return second !== 0 && !(typeof iat === 'number' && iat >= second + 1);
}

/** Entries with a smaller number concern no token any more. */
function leastOf(kind: RevocationKind, nowMs: number): number {
  const now = Math.floor(nowMs / 1000);
  if (kind === 'session' || kind === 'token') return now;
  // Machines are among the subjects, and their tokens live longer than those of people.
  return now - (kind === 'subject' ? mostSeconds : longestSeconds) - marginSeconds;
}
