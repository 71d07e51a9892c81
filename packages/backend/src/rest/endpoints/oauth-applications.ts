import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { OAuthApplication } from '../resources/oauth-application.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link OAuthApplicationsApi.list}. */
export interface ListOAuthApplicationsParams extends PaginationParams {
  /** Text that part of the name contains. */
  readonly nameQuery?: string | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at'> | undefined;
}

/** Parameters of {@link OAuthApplicationsApi.create}. */
export interface CreateOAuthApplicationParams {
  /** Name shown to people. */
  readonly name: string;
  /** URIs people may be sent back to. */
  readonly redirectUris?: readonly string[] | null | undefined;
  /** Scopes it may request, separated by spaces. Default `profile email`. */
  readonly scopes?: string | null | undefined;
  /** Whether it is a public client, one without a secret. Default false. */
  readonly public?: boolean | null | undefined;
  /** Whether a consent page is shown. Default true. */
  readonly consentScreenEnabled?: boolean | null | undefined;
  /** Whether PKCE is required. Default false. */
  readonly pkceRequired?: boolean | null | undefined;
}

/** Parameters of {@link OAuthApplicationsApi.update}. */
export interface UpdateOAuthApplicationParams {
  /** Name shown to people. */
  readonly name: string;
  /** URIs people may be sent back to. */
  readonly redirectUris?: readonly string[] | null | undefined;
  /** Scopes it may request, separated by spaces. Default `profile email`. */
  readonly scopes?: string | null | undefined;
  /** Whether it is a public client, one without a secret. Default false. */
  readonly public?: boolean | null | undefined;
  /** The application, `oauthapp_…`. */
  readonly oauthApplicationId: string;
  /** Whether a consent page is shown. */
  readonly consentScreenEnabled?: boolean | null | undefined;
  /** Whether PKCE is required. */
  readonly pkceRequired?: boolean | null | undefined;
}

/** Parameters of {@link OAuthApplicationsApi.revokeToken}. */
export interface RevokeOAuthTokenParams {
  /** The application, `oauthapp_…`. */
  readonly oauthApplicationId: string;
  /** An access or refresh token. */
  readonly token: string;
}

/** Parameters of {@link OAuthApplicationsApi.updateLogo}. */
export interface UpdateOAuthApplicationLogoParams {
  /** The picture: PNG, JPEG, GIF or WebP, up to 10 MB. */
  readonly file: Blob;
  /** User who uploads it, `user_…`. */
  readonly uploaderUserId?: string | undefined;
}

/** OAuth clients for which the instance is the identity provider. */
export interface OAuthApplicationsApi {
  /**
   * Gets the OAuth applications.
   * @throws {ClerkAPIResponseError} 400, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /oauth_applications}
   */
  list(params?: ListOAuthApplicationsParams, options?: CallOptions): PagePromise<OAuthApplication>;
  /**
   * Gets an OAuth application.
   * @param oauthApplicationId - `oauthapp_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /oauth_applications/\{oauth_application_id\}}
   */
  get(oauthApplicationId: string, options?: CallOptions): Promise<OAuthApplication>;
  /**
   * Makes an OAuth application. The client secret is in this answer only.
   * @throws {ClerkAPIResponseError} 400, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /oauth_applications}
   */
  create(params: CreateOAuthApplicationParams, options?: CallOptions): Promise<OAuthApplication>;
  /**
   * Changes an OAuth application; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /oauth_applications/\{oauth_application_id\}}
   */
  update(params: UpdateOAuthApplicationParams, options?: CallOptions): Promise<OAuthApplication>;
  /**
   * Deletes an OAuth application. Its tokens stop working.
   * @param oauthApplicationId - `oauthapp_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /oauth_applications/\{oauth_application_id\}}
   */
  delete(oauthApplicationId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Creates a new client secret for an OAuth application; only this answer contains it. The old one stops working.
   * @param oauthApplicationId - `oauthapp_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /oauth_applications/\{oauth_application_id\}/rotate_secret}
   */
  rotateSecret(oauthApplicationId: string, options?: CallOptions): Promise<OAuthApplication>;
  /**
   * Makes a token of the OAuth application useless.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /oauth_applications/\{oauth_application_id\}/revoke_token}
   */
  revokeToken(params: RevokeOAuthTokenParams, options?: CallOptions): Promise<void>;
  /**
   * Sets the picture on the consent screen of an OAuth application.
   * @param oauthApplicationId - `oauthapp_…`
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 413
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /oauth_applications/\{oauth_application_id\}/logo}
   */
  updateLogo(
    oauthApplicationId: string,
    params: UpdateOAuthApplicationLogoParams,
    options?: CallOptions,
  ): Promise<OAuthApplication>;
}

/** Routes of {@link OAuthApplicationsApi}. */
export const oauthApplications = endpoints<OAuthApplicationsApi>()({
  list: ['GET /oauth_applications', { list: true }],
  get: 'GET /oauth_applications/{oauthApplicationId}',
  create: 'POST /oauth_applications',
  update: 'PATCH /oauth_applications/{oauthApplicationId}',
  delete: 'DELETE /oauth_applications/{oauthApplicationId}',
  rotateSecret: 'POST /oauth_applications/{oauthApplicationId}/rotate_secret',
  revokeToken: 'POST /oauth_applications/{oauthApplicationId}/revoke_token',
  updateLogo: ['PUT /oauth_applications/{oauthApplicationId}/logo', { form: true }],
});
