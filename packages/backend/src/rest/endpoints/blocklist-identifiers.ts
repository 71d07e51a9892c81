import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { BlocklistIdentifier } from '../resources/blocklist-identifier.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link BlocklistIdentifiersApi.createBlocklistIdentifier}. */
export interface CreateBlocklistIdentifierParams {
  /** E-mail address, `*@domain`, phone number (E.164) or wallet address. */
  readonly identifier: string;
}

/** Identifiers that may neither sign up nor sign in. */
export interface BlocklistIdentifiersApi {
  /**
   * Gets the blocklist, newest entry first.
   * @throws {ClerkAPIResponseError} 401, 402
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /blocklist_identifiers}
   */
  getBlocklistIdentifierList(params?: PaginationParams, options?: CallOptions): PagePromise<BlocklistIdentifier>;
  /**
   * Adds an identifier to the blocklist. Sessions that exist go on.
   * @throws {ClerkAPIResponseError} 400, 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /blocklist_identifiers}
   */
  createBlocklistIdentifier(
    params: CreateBlocklistIdentifierParams,
    options?: CallOptions,
  ): Promise<BlocklistIdentifier>;
  /**
   * Removes an identifier from the blocklist.
   * @param blocklistIdentifierId - `blid_…`
   * @throws {ClerkAPIResponseError} 402, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /blocklist_identifiers/\{blocklist_identifier_id\}}
   */
  deleteBlocklistIdentifier(blocklistIdentifierId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link BlocklistIdentifiersApi}. */
export const blocklistIdentifiers = endpoints<BlocklistIdentifiersApi>()({
  getBlocklistIdentifierList: ['GET /blocklist_identifiers', { list: true }],
  createBlocklistIdentifier: 'POST /blocklist_identifiers',
  deleteBlocklistIdentifier: 'DELETE /blocklist_identifiers/{blocklistIdentifierId}',
});
