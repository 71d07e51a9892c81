import { SignJWTError } from '../errors.js';
import { checkNames } from '../options.js';
import { isAcceptedAlgorithm } from './verify-token.js';

/** A private RSA key as a JWK. @see RFC 7517 */
export type PrivateJwk = Readonly<Record<string, unknown>>;

/** Options of {@link signJwt}. */
export interface SignJwtOptions {
  /** `RS256`, `RS384` or `RS512`. */
  readonly algorithm: string;
  /** Further header members, `kid` for example. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/**
 * Signs a JWT, for tests and tools. `iat` is set to now.
 * @param key - private RSA key: PKCS #8 PEM, or JWK
 * @throws {ConfigurationError} `option_unknown`
 * @throws {SignJWTError} if the algorithm is not an accepted one or the key cannot be used
 * @see RFC 7515 section 5.1
 * @example
 * const token = await signJwt({ sub: 'user_123' }, privateKey, { algorithm: 'RS256' });
 */
export async function signJwt(
  payload: Readonly<Record<string, unknown>>,
  key: string | PrivateJwk,
  options: SignJwtOptions,
): Promise<string> {
  checkNames(options, 'signJwt', ['algorithm', 'header'] satisfies (keyof SignJwtOptions)[]);
  const { algorithm, header } = options;
  if (!isAcceptedAlgorithm(algorithm)) throw new SignJWTError('`algorithm` must be RS256, RS384 or RS512.');
  // Loaded here: who only verifies need not carry it.
  const { importJWK, importPKCS8, SignJWT } = await import('./jose-signing.js');
  try {
    const privateKey = typeof key === 'string' ? await importPKCS8(key, algorithm) : await importJWK(key, algorithm);
    return await new SignJWT({ ...payload, iat: Math.floor(Date.now() / 1000) })
      .setProtectedHeader({ typ: 'JWT', ...header, alg: algorithm })
      .sign(privateKey);
  } catch (cause) {
    throw new SignJWTError('The key cannot sign: expected a private RSA key as PKCS #8 PEM or JWK.', { cause });
  }
}
