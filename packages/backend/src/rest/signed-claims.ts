import { decodeToken } from '../token/decode-token.js';
import { checkSignature, findTrustedKey, type TokenRules } from '../token/verify-token.js';
import type { JwtPayload } from '../token/decoded-jwt.js';

/**
 * The claims of a JWT that the instance has signed, whether it has expired or not; undefined if it has not, or if nobody can say so now. Never rejects.
 * @param tokenRules - returns the rules by which tokens are verified
 */
export async function signedClaims(text: string, tokenRules: () => TokenRules): Promise<JwtPayload | undefined> {
  const token = decodeToken(text);
  if (!token) return undefined;
  try {
    const found = await findTrustedKey(token, tokenRules(), Date.now());
    return found.ok && !(await checkSignature(token, found.key)) ? token.payload : undefined;
  } catch {
    return undefined;
  }
}
