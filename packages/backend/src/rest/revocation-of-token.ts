import { isRevocableId, nameOfToken, revokeToken, type Revocation } from '../revocations/revocation.js';
import { decodeToken } from '../token/decode-token.js';
import { checkSignature, findTrustedKey, type TokenRules } from '../token/verify-token.js';

/** The claims of a JWT that the instance has signed, whether it has expired or not; undefined: it has not, or this cannot be checked now. */
async function signedClaims(
  text: string,
  tokenRules: (() => TokenRules) | undefined,
): Promise<{ readonly jti?: unknown; readonly exp?: unknown } | undefined> {
  const token = decodeToken(text);
  if (!token || !tokenRules) return undefined;
  try {
    const found = await findTrustedKey(token, tokenRules(), Date.now());
    return found.ok && !(await checkSignature(token, found.key)) ? token.payload : undefined;
  } catch {
    // The service has revoked it all the same.
    return undefined;
  }
}

/**
 * The revocation of a token that its holder has given. The service answers alike for tokens that it does not know (RFC 7009 section 2.2), so the text
 * may be forged: the id in it counts only if the instance has signed it, or somebody could revoke tokens of others. Anything else is known by
 * its own text, which concerns nobody else.
 */
export async function revocationOfToken(
  text: string,
  tokenRules: (() => TokenRules) | undefined,
): Promise<readonly Revocation[]> {
  const { jti, exp } = (await signedClaims(text, tokenRules)) ?? {};
  if (!isRevocableId(jti)) return [revokeToken(await nameOfToken(text), undefined)];
  return [revokeToken(jti, typeof exp === 'number' ? exp * 1000 : undefined)];
}
