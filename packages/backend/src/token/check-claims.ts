import { TokenVerificationErrorAction as Action, type TokenRefusal } from '../errors.js';
import type { JwtHeader, JwtPayload } from './decode-token.js';

/** What the claims of a token are compared with. */
export interface ClaimRules {
  /** Accepted audiences; absent or empty: not compared. */
  readonly audience?: string | readonly string[] | undefined;
  /** Accepted authorized parties; absent or empty: not compared. */
  readonly authorizedParties?: string | readonly string[] | undefined;
  /** Accepted issuers; absent or empty: not compared. */
  readonly issuer?: string | readonly string[] | undefined;
  /** Accepted origins of the issuer; absent: not compared. */
  readonly issuerOrigins?: readonly string[] | undefined;
  /** How far clocks may differ, in ms. */
  readonly clockSkewInMs: number;
  /** Accepted `typ` headers. Absent: `JWT`, or no `typ` at all. */
  readonly headerType?: string | readonly string[] | undefined;
}

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

/** The texts of an option that is one or a list; empty ones stand for nothing, as with the official packages. */
export function optionTexts(value: string | readonly string[] | undefined): readonly string[] {
  return listOf(value).filter((text) => text !== '');
}

/** Checks `typ` and `crit`. @see RFC 7515 sections 4.1.9 and 4.1.11 */
export function checkHeader(header: JwtHeader, rules: ClaimRules): TokenRefusal | undefined {
  const accepted = rules.headerType === undefined ? ['JWT'] : listOf(rules.headerType);
  const absentIsFine = rules.headerType === undefined && header.typ === undefined;
  if (!absentIsFine && (typeof header.typ !== 'string' || !accepted.includes(header.typ))) {
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

const wrongIssuer = (accepted: readonly string[]): TokenRefusal => ({
  reason: 'token-invalid-issuer',
  message: `The token's issuer (\`iss\`) is missing or not one of the accepted: ${accepted.join(', ')}.`,
});

function checkIssuer(claim: unknown, { issuer, issuerOrigins }: ClaimRules): TokenRefusal | undefined {
  const accepted = issuer === undefined ? [] : optionTexts(issuer);
  if (accepted.length > 0) {
    return typeof claim === 'string' && accepted.includes(claim) ? undefined : wrongIssuer(accepted);
  }
  if (!issuerOrigins) return undefined;
  const origin = typeof claim === 'string' && URL.canParse(claim) ? new URL(claim).origin : undefined;
  return origin !== undefined && issuerOrigins.includes(origin) ? undefined : wrongIssuer(issuerOrigins);
}

function checkAudience(claim: unknown, option: ClaimRules['audience']): TokenRefusal | undefined {
  const accepted = optionTexts(option);
  if (accepted.length === 0 || claim === undefined) return undefined;
  const given: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return given.some((audience) => typeof audience === 'string' && accepted.includes(audience))
    ? undefined
    : failed(`The token's audience (\`aud\`) is not one of the accepted: ${accepted.join(', ')}.`);
}

function checkAuthorizedParty(claim: unknown, accepted: ClaimRules['authorizedParties']): TokenRefusal | undefined {
  const parties = listOf(accepted);
  if (parties.length === 0 || (typeof claim === 'string' && claim !== '' && parties.includes(claim))) return undefined;
  return {
    reason: 'token-invalid-authorized-parties',
    message: `The token's authorized party (\`azp\`) is missing or not one of the accepted: ${parties.join(', ')}.`,
  };
}

/** Whether a time claim (RFC 7519 section 2, NumericDate) can be compared. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && value < latestTimeSeconds;
}

/** Fractions of a second do not count. */
const wholeMs = (seconds: number) => Math.trunc(seconds) * 1000;

const iso = (seconds: number) => new Date(Math.trunc(seconds * 1000)).toUTCString();

function checkTimes(claims: JwtPayload, skewMs: number, nowMs: number): TokenRefusal | undefined {
  const { exp, nbf, iat }: { readonly exp?: unknown; readonly nbf?: unknown; readonly iat?: unknown } = claims;
  if (!isTime(exp)) return failed('The token has no usable expiry (`exp`, Unix seconds).');
  if (wholeMs(exp) <= nowMs - skewMs) {
    return {
      reason: 'token-expired',
      message: `The token expired at ${iso(exp)}; now it is ${iso(nowMs / 1000)}.`,
    };
  }
  if (nbf !== undefined) {
    if (!isTime(nbf)) return failed('The token has an unusable start (`nbf`, Unix seconds).');
    if (wholeMs(nbf) > nowMs + skewMs) {
      return {
        reason: 'token-not-active-yet',
        message: `The token is not valid before ${iso(nbf)}; now it is ${iso(nowMs / 1000)}.`,
      };
    }
  }
  if (iat !== undefined) {
    if (!isTime(iat)) return failed('The token has an unusable issue time (`iat`, Unix seconds).');
    if (wholeMs(iat) > nowMs + skewMs) {
      return {
        reason: 'token-iat-in-the-future',
        message: `The token was issued at ${iso(iat)}, which is in the future; now it is ${iso(nowMs / 1000)}.`,
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
  return (
    checkAudience(claims.aud, rules.audience) ??
    checkAuthorizedParty(claims.azp, rules.authorizedParties) ??
    checkIssuer(claims.iss, rules) ??
    checkTimes(claims, rules.clockSkewInMs, nowMs)
  );
}
