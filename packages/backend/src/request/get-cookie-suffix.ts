import { provider } from '#crypto';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import { cleanKey } from '../clean-key.js';

/**
 * First 8 characters of base64url(SHA-1(publishable key)): what cookie names of an instance end with.
 * @throws {CryptoError} if the runtime's cryptography failed
 */
export async function getCookieSuffix(publishableKey: string): Promise<string> {
  const hash = await attemptCrypto('make a hash', () => provider.hashBase64Url('SHA-1', cleanKey(publishableKey)));
  return hash.slice(0, 8);
}
