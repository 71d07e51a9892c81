import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { SignInToken } from '../resources/sign-in-token.js';

/** Parameters of {@link SignInTokensApi.createSignInToken}. */
export interface CreateSignInTokenParams {
  /** The user who signs in, `user_…`. */
  readonly userId: string;
  /** Organization to be active after the sign-in, `org_…`. */
  readonly orgId?: string | undefined;
  /** Life of the token in seconds. Default 2592000, that is 30 days. */
  readonly expiresInSeconds: number;
}

/** Tokens with which a user signs in once. */
export interface SignInTokensApi {
  /**
   * Makes a token with which a user signs in once.
   * @throws {ClerkAPIResponseError} 403, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sign_in_tokens}
   */
  createSignInToken(params: CreateSignInTokenParams, options?: CallOptions): Promise<SignInToken>;
  /**
   * Makes a sign-in token useless.
   * @param signInTokenId - `sit_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /sign_in_tokens/\{sign_in_token_id\}/revoke}
   */
  revokeSignInToken(signInTokenId: string, options?: CallOptions): Promise<SignInToken>;
}

/** Routes of {@link SignInTokensApi}. */
export const signInTokens = endpoints<SignInTokensApi>()({
  createSignInToken: 'POST /sign_in_tokens',
  revokeSignInToken: 'POST /sign_in_tokens/{signInTokenId}/revoke',
});
