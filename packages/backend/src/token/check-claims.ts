import { TokenVerificationErrorAction as Action, type TokenRefusal } from '../errors.js';
import type { ResolvedOptions } from '../options.js';
import type { JwtHeader, JwtPayload } from './decoded-jwt.js';

/** What the claims and the header of a token are compared with; made once from the options. */
export interface ClaimRules {
  /** Accepted audiences; empty: not compared. */
  readonly audiences: readonly string[];
  /** Accepted authorized parties; empty: not compared. */
  readonly authorizedParties: readonly string[];
  /** Accepted issuers; empty: not compared. */
  readonly issuers: readonly string[];
  /** Accepted origins of the issuer, where no `issuers` are given; absent: not compared. */
  readonly issuerOrigins?: readonly string[] | undefined;
  /** How far clocks may differ, in ms. */
  readonly clockSkewInMs: number;
  /** Accepted `typ` headers. Absent: `JWT`, or no `typ` at all. */
  readonly headerTypes?: readonly string[] | undefined;
}

/** The options that {@link ClaimRules} are made from. */
type ClaimOptions = Pick<ResolvedOptions, 'audience' | 'authorizedParties' | 'issuer' | 'clockSkewInMs' | 'headerType'>;

/** The first second of the year 10000: later times are not dates but mistakes, and would pass comparisons unnoticed. */
const latestTimeSeconds = 253_402_300_800;

const failed = (message: string): TokenRefusal => ({
  reason: 'token-verification-failed',
  message,
  action: Action.EnsureClerkJWT,
});

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

/** The rules of options. Empty texts among audiences and issuers are ignored, as by the official packages. */
export function claimRules({
  audience,
  authorizedParties,
  issuer,
  clockSkewInMs,
  headerType,
}: ClaimOptions): ClaimRules {
  return {
    audiences: listOf(audience).filter((text) => text !== ''),
    authorizedParties: listOf(authorizedParties),
    issuers: listOf(issuer).filter((text) => text !== ''),
    clockSkewInMs,
    headerTypes: headerType === undefined ? undefined : listOf(headerType),
  };
}

const standardTypes: readonly string[] = ['JWT'];

/** Checks `typ` and `crit`. @see RFC 7515 sections 4.1.9 and 4.1.11 */
export function checkHeader(header: JwtHeader, rules: Pick<ClaimRules, 'headerTypes'>): TokenRefusal | undefined {
  const accepted: readonly unknown[] = rules.headerTypes ?? standardTypes;
  const absentIsFine = rules.headerTypes === undefined && header.typ === undefined;
  if (!absentIsFine && !accepted.includes(header.typ)) {
    return {
      reason: 'token-invalid',
      message: `The token's type (header \`typ\`) is not one of ${accepted.join(', ')}.`,
      action: Action.EnsureClerkJWT,
    };
  }
  if (header.crit !== undefined) {
    return {
      reason: 'token-invalid',
      message: 'The token demands extensions (header `crit`) that are not understood.',
      action: Action.EnsureClerkJWT,
    };
  }
  return undefined;
}

const wrongIssuer = (accepted: readonly unknown[]): TokenRefusal => ({
  reason: 'token-invalid-issuer',
  message: `The token's issuer (\`iss\`) is missing or not one of the accepted: ${accepted.join(', ')}.`,
});

function checkIssuer(claim: unknown, accepted: readonly unknown[]): TokenRefusal | undefined {
  return accepted.includes(claim) ? undefined : wrongIssuer(accepted);
}

function checkIssuerOrigin(claim: unknown, accepted: readonly unknown[]): TokenRefusal | undefined {
  const origin = typeof claim === 'string' && URL.canParse(claim) ? new URL(claim).origin : undefined;
  return accepted.includes(origin) ? undefined : wrongIssuer(accepted);
}

function checkAudience(claim: unknown, accepted: readonly unknown[]): TokenRefusal | undefined {
  if (claim === undefined) return undefined;
  const given: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return given.some((audience) => accepted.includes(audience))
    ? undefined
    : failed(`The token's audience (\`aud\`) is not one of the accepted: ${accepted.join(', ')}.`);
}

function checkAuthorizedParty(claim: unknown, accepted: readonly unknown[]): TokenRefusal | undefined {
  if (claim !== '' && accepted.includes(claim)) return undefined;
  return {
    reason: 'token-invalid-authorized-parties',
    message: `The token's authorized party (\`azp\`) is missing or not one of the accepted: ${accepted.join(', ')}.`,
  };
}

/**
 * A time claim (RFC 7519 section 2, NumericDate) in ms; fractions of a second do not count.
 * @returns `undefined` if it cannot be compared
 */
function timeMs(value: unknown): number | undefined {
  return typeof value === 'number' && value < latestTimeSeconds ? Math.trunc(value) * 1000 : undefined;
}

/** Whole seconds, as HTTP writes dates. */
const iso = (ms: number) => new Date(Math.trunc(ms)).toUTCString();

/** Refusals because of a time claim: the session may be active, or the clocks differ. */
export const timeReasons: ReadonlySet<TokenRefusal['reason']> = new Set([
  'token-expired',
  'token-not-active-yet',
  'token-iat-in-the-future',
] as const);

function checkTimes(claims: JwtPayload, skewMs: number, nowMs: number): TokenRefusal | undefined {
  const { exp, nbf, iat }: { readonly exp?: unknown; readonly nbf?: unknown; readonly iat?: unknown } = claims;
  const expMs = timeMs(exp);
  if (expMs === undefined) return failed('The token has no usable expiry (`exp`, Unix seconds).');
  if (expMs <= nowMs - skewMs) {
    return {
      reason: 'token-expired',
      message: `The token expired at ${iso(expMs)}; now it is ${iso(nowMs)}.`,
    };
  }
  if (nbf !== undefined) {
    const nbfMs = timeMs(nbf);
    if (nbfMs === undefined) return failed('The token has an unusable start (`nbf`, Unix seconds).');
    if (nbfMs > nowMs + skewMs) {
      return {
        reason: 'token-not-active-yet',
        message: `The token is not valid before ${iso(nbfMs)}; now it is ${iso(nowMs)}.`,
      };
    }
  }
  if (iat !== undefined) {
    const iatMs = timeMs(iat);
    if (iatMs === undefined) return failed('The token has an unusable issue time (`iat`, Unix seconds).');
    if (iatMs > nowMs + skewMs) {
      return {
        reason: 'token-iat-in-the-future',
        message: `The token was issued at ${iso(iatMs)}, which is in the future; now it is ${iso(nowMs)}.`,
      };
    }
  }
  return undefined;
}

/**
 * Checks subject, audience, authorized party, issuer and times, in this order. The signature must have been verified before.
 * @param nowMs - Unix ms
 * @see RFC 7519 section 4.1, RFC 8725 sections 3.9 and 3.10
 */
export function checkClaims(claims: JwtPayload, rules: ClaimRules, nowMs: number): TokenRefusal | undefined {
  if (typeof (claims.sub as unknown) !== 'string') return failed('The token has no subject (`sub`).');
  const { audiences, authorizedParties, issuers, issuerOrigins } = rules;
  // What the rules do not name costs nothing.
  return (
    (audiences.length > 0 ? checkAudience(claims.aud, audiences) : undefined) ??
    (authorizedParties.length > 0 ? checkAuthorizedParty(claims.azp, authorizedParties) : undefined) ??
    (issuers.length > 0 ? checkIssuer(claims.iss, issuers) : undefined) ??
    (issuerOrigins ? checkIssuerOrigin(claims.iss, issuerOrigins) : undefined) ??
    checkTimes(claims, rules.clockSkewInMs, nowMs)
  );
}
