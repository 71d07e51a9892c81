import { provider } from '#crypto';
import type { JsonWebKeyLike, SignatureAlgorithm, VerifyKey } from '../crypto/contract.js';
import { toBase64Url } from '../to-base64-url.js';
import { checkKey } from '../clean-key.js';
import { isUnusableKeyError, UnusableKeyError } from '../crypto/unusable-key-error.js';
import { ConfigurationError, isConfigurationError } from '../errors.js';
import { isPromise } from '../maybe-promise.js';

/** A JWK of a key set. @see RFC 7517 section 4 */
export interface PublicJwk extends JsonWebKeyLike {
  readonly key_ops?: readonly string[];
}

/**
 * Whether a key is meant to verify signatures.
 * @see RFC 7517 sections 4.2 and 4.3
 */
export const isForSignatures = (jwk: PublicJwk) =>
  (jwk.use ?? 'sig') === 'sig' && (jwk.key_ops?.includes('verify') ?? true);

/** A public key of the instance. It is imported at its first use and kept imported. */
export class TrustedKey {
  #imported: VerifyKey | Promise<VerifyKey> | undefined;
  readonly #source: PublicJwk | Uint8Array;
  /** The only algorithm the key may be used with; undefined: any that is accepted. @see RFC 7517 section 4.4 */
  readonly algorithm: string | undefined;

  constructor(source: PublicJwk | Uint8Array, algorithm?: string) {
    this.#source = source;
    this.algorithm = algorithm;
  }

  /** Whether this is the key of that JWK: then its imported form can be kept. */
  isMadeOf(jwk: PublicJwk): boolean {
    return !ArrayBuffer.isView(this.#source) && JSON.stringify(this.#source) === JSON.stringify(jwk);
  }

  #import(): VerifyKey | Promise<VerifyKey> {
    const source = this.#source;
    if (ArrayBuffer.isView(source)) return importPinned(source);
    if (!isForSignatures(source))
      throw new UnusableKeyError('The key is not meant for signatures (RFC 7517 sections 4.2 and 4.3).');
    if ('d' in source) throw new UnusableKeyError('The key is a private one; tokens are verified with public keys.');
    return provider.importKey(source);
  }

  /**
   * Whether the signature is this key's.
   * @throws {ConfigurationError} `jwt_key_invalid` if the key was given as an option and cannot be used
   * @throws {UnusableKeyError} if a fetched key cannot be used: not RSA, too short, or not meant for signatures
   * @throws whatever the runtime's cryptography throws, if that failed
   */
  verify(algorithm: SignatureAlgorithm, data: string, signature: Uint8Array): boolean | Promise<boolean> {
    this.#imported ??= this.#import();
    const key = this.#imported;
    return isPromise(key)
      ? key.then((imported) => provider.verifySignature(imported, algorithm, data, signature), this.#forgetFault)
      : provider.verifySignature(key, algorithm, data, signature);
  }

  /** A fault of the runtime may be over at the next token; a bad key stays bad. */
  readonly #forgetFault = (cause: unknown): never => {
    if (!isUnusableKeyError(cause) && !isConfigurationError(cause)) this.#imported = undefined;
    throw cause;
  };
}

const invalidPem = (cause?: unknown, hint = '') =>
  new ConfigurationError(
    'jwt_key_invalid',
    'CLERK_JWT_KEY (option `jwtKey`) is not an RSA public key in PEM form (`-----BEGIN PUBLIC KEY-----`) of at least 2048 bits. ' +
      'Copy the PEM public key from the dashboard under API keys, not a private key, certificate or JWK. ' +
      hint,
    { cause },
  );

function importPinned(der: Uint8Array): VerifyKey | Promise<VerifyKey> {
  try {
    const imported = provider.importKey(der);
    if (!isPromise(imported)) return imported;
    return imported.catch((cause: unknown) => {
      throw isUnusableKeyError(cause) ? invalidPem(cause) : cause;
    });
  } catch (cause) {
    throw isUnusableKeyError(cause) ? invalidPem(cause) : cause;
  }
}

/** Keys made of PEM texts, by the only algorithm they may be used with; under `any` those that are not limited to one. */
const pemKeys = { RS256: new Map<string, TrustedKey>(), any: new Map<string, TrustedKey>() } as const;
const maxPemKeys = 64;

function parsePem(pem: string, algorithm: keyof typeof pemKeys): TrustedKey {
  const expected = checkKey(pem);
  if (expected) throw invalidPem(undefined, `It must be ${expected}.`);
  // Environment files often carry the line breaks of a PEM as the two characters \n.
  const body = pem.replace(/\\[rn]|-----(BEGIN|END) PUBLIC KEY-----|\s/g, '');
  // An SPKI structure is a DER sequence: its base64 begins with M.
  const der = body.startsWith('M') ? provider.decodeBase64Url(toBase64Url(body) ?? body) : undefined;
  if (!der) throw invalidPem();
  return new TrustedKey(der, algorithm === 'any' ? undefined : algorithm);
}

/**
 * The key of a PEM text with an SPKI public key: several lines or one, with or without its markers, line breaks real or escaped.
 * @param algorithm - the only one that is accepted with it; the instance signs its own tokens with RS256
 * @throws {ConfigurationError} `jwt_key_invalid`
 * @see RFC 7468 section 13
 */
export function keyFromPem(pem: string, algorithm: keyof typeof pemKeys = 'RS256'): TrustedKey {
  const known = pemKeys[algorithm];
  let key = known.get(pem);
  if (!key) {
    key = parsePem(pem, algorithm);
    if (known.size >= maxPemKeys) known.clear();
    known.set(pem, key);
  }
  return key;
}
