import { TokenVerificationError } from '../../errors.js';
import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { IdPOAuthAccessToken } from '../resources/idp-oauth-access-token.js';

/** Further arguments of {@link IdPOAuthAccessTokenApi.verify}. */
export interface VerifyAccessTokenOptions {
  /** Who must be among the audience of the token; compared here, not sent. Default: not compared. */
  readonly audience?: string | readonly string[] | undefined;
}

/** OAuth access tokens that the instance issued as identity provider. */
export interface IdPOAuthAccessTokenApi {
  /**
   * Gets an access token if the service accepts it.
   * @param accessToken - the access token
   * @throws {ClerkAPIResponseError} 400, 404
   * @throws {TokenVerificationError} `token-verification-failed`: none of `audience` is among the audience of the token
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /oauth_applications/access_tokens/verify}
   */
  verify(
    accessToken: string,
    options?: VerifyAccessTokenOptions,
    callOptions?: CallOptions,
  ): Promise<IdPOAuthAccessToken>;
}

function isInAudience(token: unknown, accepted: readonly string[]): boolean {
  const audience = typeof token === 'object' && token !== null && 'aud' in token ? token.aud : undefined;
  return Array.isArray(audience) && accepted.some((value) => audience.includes(value));
}

async function verify(call: Caller, accessToken: string, options: VerifyAccessTokenOptions = {}): Promise<unknown> {
  const token = await call({ body: { accessToken } });
  const accepted = [options.audience ?? []].flat();
  if (accepted.length > 0 && !isInAudience(token, accepted)) {
    throw new TokenVerificationError({
      reason: 'token-verification-failed',
      message: 'The audience of the OAuth access token (`aud`) is missing or has none of the accepted values.',
    });
  }
  return token;
}

/** Routes of {@link IdPOAuthAccessTokenApi}. */
export const idPOAuthAccessToken = endpoints<IdPOAuthAccessTokenApi>()(
  {
    verify: ['POST /oauth_applications/access_tokens/verify', { run: verify }],
  },
  { versioned: false },
);
