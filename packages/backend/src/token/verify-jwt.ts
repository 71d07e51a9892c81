import { InvalidArgumentError, isConfigurationError, TokenVerificationError, type TokenRefusal } from '../errors.js';
import { claimOptionNames, mergeOptions, takeOptions, type AllOptions } from '../options.js';
import { decodeToken } from './decode-token.js';
import type { DecodedJwt, JwtPayload } from './decoded-jwt.js';
import { keyFromPem, TrustedKey, type PublicJwk } from './trusted-key.js';
import { claimRules } from './check-claims.js';
import { checkSignature, undecodable, verifyWithKey } from './verify-token.js';

/** Options of {@link verifyJwt}. */
export interface VerifyJwtOptions extends Pick<AllOptions, (typeof claimOptionNames)[number]> {
  /** The public key: a JWK, or a PEM text. */
  readonly key: PublicJwk | string;
}

function isJwk(key: unknown): key is PublicJwk {
  return typeof key === 'object' && key !== null && !Array.isArray(key);
}

/** @throws {ConfigurationError} `jwt_key_invalid` for what is neither a JWK nor a PEM text */
function keyOf(key: PublicJwk | string): TrustedKey {
  return isJwk(key) ? new TrustedKey(key, key.alg) : keyFromPem(key, 'any');
}

const verifyJwtOptionNames = ['key', ...claimOptionNames] as const;

/**
 * Reads a JWT without verifying anything.
 * @throws {TokenVerificationError} `token-invalid`
 * @see RFC 7519 section 7.2
 * @example
 * const { header, payload } = decodeJwt(token); // not verified: for logs and tools only
 */
export function decodeJwt(token: string): DecodedJwt {
  const decoded = typeof token === 'string' ? decodeToken(token) : undefined;
  if (!decoded) throw new TokenVerificationError(undecodable);
  return decoded;
}

/**
 * Verifies any JWT of the instance with one key, whatever its category: session tokens and tokens of JWT templates.
 * @throws {TokenVerificationError} with the `reason` of the refusal
 * @throws {ConfigurationError} `jwt_key_invalid`, `option_unknown`, `option_invalid`
 * @example
 * const { sub } = await verifyJwt(token, { key: publicKey, authorizedParties: ['https://app.example.com'] });
 */
export async function verifyJwt(token: string, options: VerifyJwtOptions): Promise<JwtPayload> {
  const { key, ...given } = takeOptions(options, 'verifyJwt', verifyJwtOptionNames);
  const rules = { ...claimRules(mergeOptions(given)), verified: undefined };
  const result = await verifyWithKey(decodeJwt(token), keyOf(key), rules, Date.now());
  if (!result.ok) throw new TokenVerificationError(result.refusal);
  return result.claims;
}

/**
 * Whether the signature of a decoded token is that of a key.
 * @throws {TokenVerificationError} `token-invalid-signature` if the key cannot be used, `token-verification-failed` if it is for
 *   another algorithm
 * @throws {InvalidArgumentError} if the algorithm is none of RS256, RS384 and RS512
 * @example
 * const isOurs = await hasValidSignature(decodeJwt(token), publicKey);
 */
export async function hasValidSignature(token: DecodedJwt, key: PublicJwk | string): Promise<boolean> {
  const refusal = await refuseSignature(token, key);
  if (!refusal || refusal.reason === 'token-invalid-signature') return refusal === undefined;
  if (refusal.reason === 'token-invalid-algorithm') throw new InvalidArgumentError(refusal.message);
  throw new TokenVerificationError(refusal);
}

async function refuseSignature(token: DecodedJwt, key: PublicJwk | string): Promise<TokenRefusal | undefined> {
  try {
    return await checkSignature(token, keyOf(key));
  } catch (cause) {
    if (!isConfigurationError(cause)) throw cause;
    throw new TokenVerificationError({
      reason: 'token-invalid-signature',
      message: 'The key is not a public RSA key.',
      cause,
    });
  }
}
