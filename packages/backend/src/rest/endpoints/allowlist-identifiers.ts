import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { AllowlistIdentifier } from '../resources/allowlist-identifier.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link AllowlistIdentifiersApi.createAllowlistIdentifier}. */
export interface CreateAllowlistIdentifierParams {
  /** E-mail address, `*@domain`, phone number (E.164) or wallet address. */
  readonly identifier: string;
  /** Whether the person gets an invitation. Default false. */
  readonly notify: boolean;
}

/** Identifiers that may sign up although sign-up is restricted. */
export interface AllowlistIdentifiersApi {
  /**
   * Gets the allowlist, newest entry first.
   * @throws {ClerkAPIResponseError} 401, 402
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /allowlist_identifiers}
   */
  getAllowlistIdentifierList(params?: PaginationParams, options?: CallOptions): PagePromise<AllowlistIdentifier>;
  /**
   * Adds an identifier to the allowlist.
   * @throws {ClerkAPIResponseError} 400, 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /allowlist_identifiers}
   */
  createAllowlistIdentifier(
    params: CreateAllowlistIdentifierParams,
    options?: CallOptions,
  ): Promise<AllowlistIdentifier>;
  /**
   * Removes an identifier from the allowlist.
   * @param allowlistIdentifierId - `alid_…`
   * @throws {ClerkAPIResponseError} 402, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /allowlist_identifiers/\{allowlist_identifier_id\}}
   */
  deleteAllowlistIdentifier(allowlistIdentifierId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link AllowlistIdentifiersApi}. */
export const allowlistIdentifiers = endpoints<AllowlistIdentifiersApi>()({
  getAllowlistIdentifierList: ['GET /allowlist_identifiers', { list: true, query: { paginated: 'true' } }],
  createAllowlistIdentifier: 'POST /allowlist_identifiers',
  deleteAllowlistIdentifier: 'DELETE /allowlist_identifiers/{allowlistIdentifierId}',
});
