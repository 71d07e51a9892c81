import type { JwtPayload, verifyToken } from '@acme/backend';
import { TokenVerificationError } from '@acme/backend/errors';

/** Which issuers of a token are accepted: one or several, or those for which a function returns true. `null`: any. */
export type IssuerRule = string | readonly string[] | ((issuer: string) => boolean) | null;

/** The option of `@acme/backend` for a rule; without one, that of the client holds. */
export function issuerOption(rule: IssuerRule | undefined): Pick<Partial<Parameters<typeof verifyToken>[1]>, 'issuer'> {
  if (rule === undefined) return {};
  return { issuer: typeof rule === 'function' || rule === null ? [] : rule };
}

/**
 * Asks the function of a rule, after everything else has been verified.
 * @throws {TokenVerificationError} `token-invalid-issuer`
 */
export function checkIssuer<Claims extends Pick<JwtPayload, 'iss'>>(
  claims: Claims,
  rule: IssuerRule | undefined,
): Claims {
  // Only `true` accepts: an async function, whose promise is never false, must not let every token pass.
  if (typeof rule !== 'function' || rule(claims.iss) === true) return claims;
  throw new TokenVerificationError({
    reason: 'token-invalid-issuer',
    message: "The function `issuer` did not return true for the token's issuer (`iss`).",
  });
}
