import type { JwtPayload } from '@acme/backend';
import * as jwt from '@acme/backend/jwt';

/** Options of {@link verifyJwt}. */
export interface VerifyJwtOptions extends jwt.VerifyJwtOptions {
  /** @deprecated Use `clockSkewInMs`. */
  readonly clockSkewInSeconds?: number | undefined;
}

/**
 * Verifies a JWT of the instance with a key.
 * @throws {TokenVerificationError} with the `reason` of the refusal
 */
export function verifyJwt(
  token: string,
  { clockSkewInSeconds: seconds, ...options }: VerifyJwtOptions,
): Promise<JwtPayload> {
  const skew = seconds === undefined ? {} : { clockSkewInMs: seconds * 1000 };
  return jwt.verifyJwt(token, { ...skew, ...options });
}
