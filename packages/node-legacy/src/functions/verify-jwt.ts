import type { JwtPayload } from '@acme/backend';
import { checkIssuer, issuerOption, type IssuerRule } from '../issuer-rule.js';
import * as jwt from '@acme/backend/jwt';

/** Options of {@link verifyJwt}. */
export interface VerifyJwtOptions extends Omit<jwt.VerifyJwtOptions, 'issuer'> {
  /** Accepted issuers, or a function that decides (3.x, 4.x). `null`, as in 4.x: any issuer. */
  readonly issuer?: IssuerRule | undefined;
  /** @deprecated Use `clockSkewInMs`. */
  readonly clockSkewInSeconds?: number | undefined;
}

/**
 * Verifies a JWT of the instance with a key.
 * @throws {TokenVerificationError} with the `reason` of the refusal
 */
export function verifyJwt(
  token: string,
  { clockSkewInSeconds: seconds, issuer, ...options }: VerifyJwtOptions,
): Promise<JwtPayload> {
  const skew = seconds === undefined ? {} : { clockSkewInMs: seconds * 1000 };
  const claims = jwt.verifyJwt(token, { ...skew, ...options, ...issuerOption(issuer) });
  return claims.then((verified) => checkIssuer(verified, issuer));
}
