/**
 * Reads the claim `cnf`: the key that a token is bound to.
 * @returns its thumbprint (RFC 9449 section 6.1); undefined if the token is bound to nothing, null if it is bound in any other way, too
 * @see RFC 7800 section 3.1
 */
export function readConfirmation(claim: unknown): string | null | undefined {
  if (claim === undefined || claim === null) return undefined;
  if (typeof claim !== 'object' || Object.keys(claim).join() !== 'jkt') return null;
  const { jkt } = claim as { readonly jkt: unknown };
  return typeof jkt === 'string' && /^[\w-]{43}$/.test(jkt) ? jkt : null;
}
