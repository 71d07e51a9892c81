import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { AdminPortalLinkToken } from '../resources/admin-portal-link-token.js';

/** Parameters of {@link AdminPortalLinkTokensApi.create}. */
export interface CreateAdminPortalLinkTokenParams {
  /** Organization it is for, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Person it is for. */
  readonly itContactId?: string | undefined;
  /** What it allows. */
  readonly scopes?: readonly string[] | undefined;
  /** Life in seconds. */
  readonly secondsUntilExpiration?: number | undefined;
}

/** Parameters of {@link AdminPortalLinkTokensApi.revoke}. */
export interface RevokeAdminPortalLinkTokenParams {
  /** Why, for the record. */
  readonly revocationReason?: string | null | undefined;
}

/** Tokens that let the IT department of a customer set up a connection by itself. */
export interface AdminPortalLinkTokensApi {
  /**
   * Makes a token. The token itself is in this answer only.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 409
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /admin_portal_link_tokens}
   */
  create(params: CreateAdminPortalLinkTokenParams, options?: CallOptions): Promise<AdminPortalLinkToken>;
  /**
   * Makes a token useless.
   * @param adminPortalLinkTokenId - identifier of the token
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /admin_portal_link_tokens/\{admin_portal_link_token_id\}/revoke}
   */
  revoke(
    adminPortalLinkTokenId: string,
    params?: RevokeAdminPortalLinkTokenParams,
    options?: CallOptions,
  ): Promise<AdminPortalLinkToken>;
}

/** Routes of {@link AdminPortalLinkTokensApi}. */
export const adminPortalLinkTokens = endpoints<AdminPortalLinkTokensApi>()({
  create: 'POST /admin_portal_link_tokens',
  revoke: 'POST /admin_portal_link_tokens/{adminPortalLinkTokenId}/revoke',
});
