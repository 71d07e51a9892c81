import { keyWatchOf } from '#warnings';
import type { SignatureAlgorithm } from '../crypto/contract.js';
import { isUnusableKeyError } from '../crypto/unusable-key-error.js';
import { countLookup, type Observer } from '../observer.js';
import {
  ConfigurationError,
  CryptoError,
  isConfigurationError,
  TokenVerificationError,
  TokenVerificationErrorAction as Action,
  type TokenRefusal,
} from '../errors.js';
import {
  mergeOptions,
  takeOptions,
  verifyTokenOptionNames,
  type ResolvedOptions,
  type VerifyTokenOptions,
} from '../options.js';
import { revocationsOf, type Revocations } from '../revocations/revocations.js';
import { chain, isPromise, type MaybePromise } from '../maybe-promise.js';
import { memoizeByOptions } from '../memoize-by-options.js';
import { issuerOrigin, parsePublishableKey, requirePublishableKey } from '../publishable-key.js';
import { checkClaims, checkHeader, claimRules, timeReasons, type ClaimRules } from './check-claims.js';
import { decodeToken, hasForeignCategory } from './decode-token.js';
import type { DecodedJwt, JwtPayload } from './decoded-jwt.js';
import { keySetOf, type KeyAnswer, type KeySet } from './key-set.js';
import { keyFromPem, type TrustedKey } from './trusted-key.js';
import type { KeyWatch } from '../warnings/key-watch.js';
import { VerifiedJwt, verifiedTokenCacheOf, type VerifiedTokenCache } from './verified-token-cache.js';

/** What tokens of one instance are verified with; made once from the options. */
export interface TokenRules extends ClaimRules {
  /** The pinned key (`jwtKey`); undefined: the keys are fetched. */
  readonly pinnedKey: TrustedKey | undefined;
  /** The instance's keys; undefined: there is no secret key to fetch them with. */
  readonly keySet: KeySet | undefined;
  readonly skipJwksCache?: boolean | undefined;
  /** Caches tokens with a good signature; undefined: each is verified each time. */
  readonly verified: VerifiedTokenCache | undefined;
  /** Notices that the keys are those of another instance. */
  readonly watch?: KeyWatch | undefined;
  /** Learns of look-ups in caches. */
  readonly observer?: Observer | undefined;
  /** Refuses tokens that were revoked; undefined: they are accepted until they expire. */
  readonly revocations?: Revocations | undefined;
}

/** Decodes a token, or takes it from the cache of verified tokens. */
export function readToken(text: string, rules: TokenRules): DecodedJwt | undefined {
  const known = rules.verified?.find(text);
  if (rules.observer && rules.verified) countLookup(rules.observer, 'tokens', known !== undefined);
  return known ?? decodeToken(text);
}

/** The verified claims, or why the token was refused. */
export type Verification =
  { readonly ok: true; readonly claims: JwtPayload } | { readonly ok: false; readonly refusal: TokenRefusal };

const refuse = (refusal: TokenRefusal) => ({ ok: false, refusal }) as const;

/**
 * The rules for JWTs of machines: audience and times. They are issued to no application in a browser, and not always by the
 * instance. Their kind decides which `typ` header they have.
 */
export function machineRules(rules: TokenRules, headerTypes?: readonly string[]): TokenRules {
  return { ...rules, authorizedParties: [], issuers: [], issuerOrigins: undefined, headerTypes };
}

/** A token that could not even be decoded. */
export const undecodable: TokenRefusal = {
  reason: 'token-invalid',
  message: 'The token is not a JWT: expected three base64url parts with JSON in the first two.',
};

/** `alg` is not trusted: it only picks among the algorithms that are accepted anyway. @see RFC 8725 section 3.1 */
export function isAcceptedAlgorithm(algorithm: unknown): algorithm is SignatureAlgorithm {
  return algorithm === 'RS256' || algorithm === 'RS384' || algorithm === 'RS512';
}

const noKey: TokenRefusal = {
  reason: 'jwk-failed-to-resolve',
  message: 'There is no key to verify the token with.',
  action: Action.SetClerkJWTKey,
};

/**
 * The key that may have signed a token: the pinned one, or the one of the instance's keys that `kid` names.
 * @throws {ServiceUnavailableError} if the keys could not be fetched
 */
export function findTrustedKey(token: DecodedJwt, rules: TokenRules, nowMs: number): MaybePromise<KeyAnswer> {
  if (rules.pinnedKey) return { ok: true, key: rules.pinnedKey };
  if (!rules.keySet) return refuse(noKey);
  return rules.keySet.get(token.header.kid, nowMs, { skipCache: rules.skipJwksCache });
}

/**
 * Verifies signature, header and claims of a decoded token, in this order: key, `typ`, `alg`, signature, claims; so a forged
 * token that has also expired is refused for its signature.
 * @throws {ServiceUnavailableError} if the keys could not be fetched
 */
export function verifyDecodedToken(token: DecodedJwt, rules: TokenRules, nowMs: number): MaybePromise<Verification> {
  // With a cached key nearly every request needs no promise.
  const cached = rules.pinnedKey ?? (rules.skipJwksCache ? undefined : rules.keySet?.peek(token.header.kid, nowMs));
  if (rules.observer && !rules.pinnedKey) countLookup(rules.observer, 'keys', cached !== undefined);
  const result = cached
    ? verifyWithKey(token, cached, rules, nowMs)
    : chain(findTrustedKey(token, rules, nowMs), (found) =>
        found.ok ? verifyWithKey(token, found.key, rules, nowMs) : found,
      );
  const { watch } = rules;
  // Keys that a token has fitted need no watch.
  return watch && !watch.isProven ? chain(result, (found) => watched(token, watch, found)) : result;
}

/** Shows the result of a verification to who watches the keys. */
function watched(token: DecodedJwt, watch: KeyWatch, result: Verification): Verification {
  // A token that has expired has fitted, too.
  if (result.ok || timeReasons.has(result.refusal.reason)) watch.isProven = true;
  else watch.refuse(token.payload.iss, result.refusal);
  return result;
}

/** The rules that are left once the key is known. */
type KeyedRules = ClaimRules & Pick<TokenRules, 'verified' | 'revocations' | 'observer'>;

/** Verifies signature, header and claims of a decoded token with the one key that may have signed it. */
export function verifyWithKey(
  token: DecodedJwt,
  key: TrustedKey,
  rules: KeyedRules,
  nowMs: number,
): MaybePromise<Verification> {
  const headerRefusal = checkHeader(token.header, rules);
  if (headerRefusal) return refuse(headerRefusal);
  const isKnown = token instanceof VerifiedJwt && token.verifiedBy === key;
  const refusal = isKnown ? undefined : checkSignature(token, key);
  if (!isPromise(refusal)) return afterSignature(token, isKnown ? undefined : key, refusal, rules, nowMs);
  return refusal.then((later) => afterSignature(token, key, later, rules, nowMs));
}

/** @param verifiedBy - the key that the signature has just been checked with; undefined: it was checked at an earlier request */
function afterSignature(
  token: DecodedJwt,
  verifiedBy: TrustedKey | undefined,
  signatureRefusal: TokenRefusal | undefined,
  rules: KeyedRules,
  nowMs: number,
): MaybePromise<Verification> {
  if (signatureRefusal) return refuse(signatureRefusal);
  if (verifiedBy) rules.verified?.add(token, verifiedBy);
  const { payload } = token;
  const refusal =
    checkClaims(payload, rules, nowMs) ?? (rules.revocations && judge(payload, rules.revocations, rules, nowMs));
  if (refusal === undefined) return { ok: true, claims: payload };
  return isPromise(refusal) ? refusal.then((later) => verdictOf(payload, later)) : refuse(refusal);
}

/** Why the list of revocations refuses a token that is valid otherwise. */
function judge(
  claims: JwtPayload,
  revocations: Revocations,
  { observer }: KeyedRules,
  nowMs: number,
): MaybePromise<TokenRefusal | undefined> {
  const refusal = revocations.judge(claims, nowMs);
  if (!observer) return refusal;
  return chain(refusal, (found) => {
    countLookup(observer, 'revocations', found !== undefined);
    return found;
  });
}

function verdictOf(claims: JwtPayload, refusal: TokenRefusal | undefined): Verification {
  return refusal ? refuse(refusal) : { ok: true, claims };
}

const wrongSignature: TokenRefusal = {
  reason: 'token-invalid-signature',
  message: "The token's signature is not that of the instance's key.",
};

/**
 * A key of the service that is no RSA key, or too short a one, says nothing about the token. A pinned key is the mistake of whoever set
 * it, and any other error is the runtime's: neither may sign anybody out.
 */
function refuseKey(cause: unknown): TokenRefusal {
  if (isConfigurationError(cause)) throw cause;
  if (!isUnusableKeyError(cause)) throw new CryptoError('verify a signature', cause);
  return {
    reason: 'token-verification-failed',
    message: 'The key that the token names cannot verify signatures: expected an RSA key of at least 2048 bits.',
    action: Action.CheckKeys,
    unavailable: true,
    cause,
  };
}

/**
 * Checks algorithm and signature.
 * @throws {ConfigurationError} `jwt_key_invalid`
 * @throws {CryptoError} if the runtime's cryptography failed
 */
export function checkSignature(token: DecodedJwt, key: TrustedKey): MaybePromise<TokenRefusal | undefined> {
  const algorithm = token.header.alg;
  if (!isAcceptedAlgorithm(algorithm)) {
    return {
      reason: 'token-invalid-algorithm',
      message: 'The token is not signed with RS256, RS384 or RS512.',
      action: Action.EnsureClerkJWT,
    };
  }
  if (key.algorithm !== undefined && key.algorithm !== algorithm) {
    return {
      reason: 'token-verification-failed',
      message: `The token is signed with ${algorithm}, but its key is for another algorithm.`,
      action: Action.EnsureClerkJWT,
    };
  }
  // The part of the token that its signature covers (RFC 7515 section 5.1).
  const { raw } = token;
  const signed = raw.text.slice(0, raw.header.length + 1 + raw.payload.length);
  try {
    const isGood = key.verify(algorithm, signed, token.signature);
    if (isPromise(isGood)) return isGood.then((later) => (later === true ? undefined : wrongSignature), refuseKey);
    return isGood === true ? undefined : wrongSignature;
  } catch (cause) {
    return refuseKey(cause);
  }
}

/**
 * Who may have issued tokens in the strict profile, unless it is listed: the instance, or the proxy before it.
 * @throws {ConfigurationError} `publishable_key_missing`, `publishable_key_invalid`
 */
function issuersOf(options: ResolvedOptions): readonly string[] {
  const { frontendApi, instanceType } = requirePublishableKey(options.publishableKey);
  const satellite = instanceType === 'production' && options.isSatellite && options.domain;
  const places = [satellite ? `clerk.${options.domain}` : frontendApi, options.proxyUrl];
  return places.map(issuerOrigin).filter((origin) => origin !== undefined);
}

const ownIssuer = (publishableKey: string) =>
  issuerOrigin(parsePublishableKey(publishableKey)?.frontendApi ?? '') ?? '';

/**
 * Creates the rules from options.
 * @throws {ConfigurationError} `secret_key_missing`: nothing else proves that stored keys are the instance's
 */
export function tokenRules(options: ResolvedOptions): TokenRules {
  if (options.keyStore && !options.secretKey) {
    const message = '`keyStore` needs CLERK_SECRET_KEY (option `secretKey`): set it, or leave out `keyStore`.';
    throw new ConfigurationError('secret_key_missing', message);
  }
  const claims = claimRules(options);
  const pinnedKey = options.jwtKey ? keyFromPem(options.jwtKey) : undefined;
  const keySet = options.secretKey ? keySetOf(options) : undefined;
  const keys = pinnedKey ?? keySet;
  const source = pinnedKey ? 'CLERK_JWT_KEY' : 'CLERK_SECRET_KEY';
  return {
    pinnedKey,
    keySet,
    watch: keys && keyWatchOf(keys, source, ownIssuer(options.publishableKey)),
    ...claims,
    // Listed issuers are compared as they are; with `strict` alone, the instance's own by their origin.
    issuerOrigins: options.strict && claims.issuers.length === 0 ? issuersOf(options) : undefined,
    skipJwksCache: options.skipJwksCache,
    verified: verifiedTokenCacheOf(options.tokenCache),
    observer: options.observer,
    revocations: revocationsOf(options.revocations, options.secretKey, options.observer),
  };
}

const rulesOf = memoizeByOptions(verifyTokenOptionNames, (options: VerifyTokenOptions) =>
  tokenRules(mergeOptions(takeOptions(options, 'verifyToken', verifyTokenOptionNames))),
);

/**
 * Verifies a session token and gives its claims. With `jwtKey` no network is used; otherwise the instance's keys are fetched
 * with `secretKey` and kept for 5 minutes.
 * @param token - the JWT, without `Bearer `
 * @throws {TokenVerificationError} with the `reason` of the refusal
 * @throws {ServiceUnavailableError} if the keys could not be fetched
 * @throws {ConfigurationError} `jwt_key_invalid`, `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/backend/verify-token | verifyToken()}, RFC 7519 section 7.2
 * @example
 * const claims = await verifyToken(token, { jwtKey: process.env.CLERK_JWT_KEY, authorizedParties: ['https://example.com'] });
 */
export async function verifyToken(token: string, options: VerifyTokenOptions): Promise<JwtPayload> {
  const made = rulesOf(options);
  const rules = isPromise(made) ? await made : made;
  const decoded = typeof token === 'string' ? readToken(token, rules) : undefined;
  if (!decoded) throw new TokenVerificationError(undecodable);
  if (hasForeignCategory(decoded)) {
    throw new TokenVerificationError({
      reason: 'token-invalid',
      message: 'This is not a session token (header `cat`). Verify tokens of JWT templates with `verifyJwt`.',
      action: Action.EnsureClerkJWT,
    });
  }
  const verified = verifyDecodedToken(decoded, rules, Date.now());
  const result = isPromise(verified) ? await verified : verified;
  if (!result.ok) throw new TokenVerificationError(result.refusal);
  // Cached claims are frozen; the caller gets a copy.
  return { ...result.claims };
}
