import type { WaitlistEntryStatus } from '../../wire/waitlist-entry.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { WaitlistEntry } from '../resources/waitlist-entry.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link WaitlistEntriesApi.list}. */
export interface ListWaitlistEntriesParams extends PaginationParams {
  /** Text that part of the e-mail address contains. */
  readonly query?: string | undefined;
  /** Only those in this state. */
  readonly status?: WaitlistEntryStatus | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'email_address' | 'created_at' | 'invited_at'> | undefined;
}

/** Parameters of {@link WaitlistEntriesApi.create}. */
export interface CreateWaitlistEntryParams {
  /** E-mail address. */
  readonly emailAddress: string;
  /** Whether an e-mail is sent. Default true. */
  readonly notify?: boolean | undefined;
}

/** Parameters of {@link WaitlistEntriesApi.invite}. */
export interface InviteWaitlistEntryParams {
  /** Whether a second invitation is allowed. Default false. */
  readonly ignoreExisting?: boolean | undefined;
}

/** People who want to sign up as soon as that is possible. */
export interface WaitlistEntriesApi {
  /**
   * Gets the waitlist, newest entry first unless `orderBy` is given.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /waitlist_entries}
   */
  list(params?: ListWaitlistEntriesParams, options?: CallOptions): PagePromise<WaitlistEntry>;
  /**
   * Adds a person to the waitlist.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /waitlist_entries}
   */
  create(params: CreateWaitlistEntryParams, options?: CallOptions): Promise<WaitlistEntry>;
  /**
   * Adds several people to the waitlist.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /waitlist_entries/bulk}
   */
  createBulk(params: readonly CreateWaitlistEntryParams[], options?: CallOptions): Promise<WaitlistEntry[]>;
  /**
   * Invites a person from the waitlist.
   * @param id - `wle_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /waitlist_entries/\{id\}/invite}
   */
  invite(id: string, params?: InviteWaitlistEntryParams, options?: CallOptions): Promise<WaitlistEntry>;
  /**
   * Rejects a person on the waitlist.
   * @param id - `wle_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /waitlist_entries/\{id\}/reject}
   */
  reject(id: string, options?: CallOptions): Promise<WaitlistEntry>;
  /**
   * Removes a person who is not invited yet from the waitlist.
   * @param id - `wle_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /waitlist_entries/\{id\}}
   */
  delete(id: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link WaitlistEntriesApi}. */
export const waitlistEntries = endpoints<WaitlistEntriesApi>()({
  list: ['GET /waitlist_entries', { list: true }],
  create: 'POST /waitlist_entries',
  createBulk: 'POST /waitlist_entries/bulk',
  invite: 'POST /waitlist_entries/{id}/invite',
  reject: 'POST /waitlist_entries/{id}/reject',
  delete: 'DELETE /waitlist_entries/{id}',
});
