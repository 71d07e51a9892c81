import type { CryptoProvider, JsonWebKeyLike } from './contract.js';

/**
 * A key is no RSA public key, or too short a one. Every other error of an import or a verification is a fault of the runtime and says
 * nothing about the key.
 */
export class UnusableKeyError extends TypeError {
  override readonly name = 'UnusableKeyError';
}

const smallestModulusBits = 2048;

/**
 * Refuses a key that is easy to break.
 * @throws {UnusableKeyError}
 */
export function checkModulusLength(bits: number): void {
  if (bits >= smallestModulusBits) return;
  throw new UnusableKeyError('The RSA key is shorter than 2048 bits (RFC 7518 section 3.3).');
}

/**
 * The public members of an RSA JWK. Only these: a private JWK must not become a private key. Runtimes skip or cut letters that are
 * not base64url, so they are looked for here.
 * @throws {UnusableKeyError}
 */
export function rsaMembers(
  { kty, n, e }: JsonWebKeyLike,
  decode: CryptoProvider['decodeBase64Url'],
): { readonly kty: 'RSA'; readonly n: string; readonly e: string } {
  const isGood = (member: unknown): member is string => typeof member === 'string' && Boolean(decode(member)?.length);
  if (kty === 'RSA' && isGood(n) && isGood(e)) return { kty, n, e };
  throw new UnusableKeyError('The key is not an RSA public key.');
}

/** Tells an {@link UnusableKeyError} from other errors, also where the crypto provider is a module with a copy of the class. */
export function isUnusableKeyError(error: unknown): error is UnusableKeyError {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'UnusableKeyError';
}
