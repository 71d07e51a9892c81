import type { InvitationStatus } from '../../wire/invitation.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Invitation } from '../resources/invitation.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link InvitationsApi.getInvitationList}. */
export interface GetInvitationListParams extends PaginationParams {
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'email_address' | 'created_at' | 'expires_at'> | undefined;
  /** Only those in this state. */
  readonly status?: InvitationStatus | undefined;
  /** Text that part of the e-mail address or the id contains. */
  readonly query?: string | undefined;
}

/** Parameters of {@link InvitationsApi.createInvitation}. */
export interface CreateInvitationParams {
  /** E-mail address. */
  readonly emailAddress: string;
  /** Life in days, 1 to 365. Default 30. */
  readonly expiresInDays?: number | undefined;
  /** Whether a second invitation to the same address is allowed. Default false. */
  readonly ignoreExisting?: boolean | undefined;
  /** Whether an e-mail is sent. Default true. */
  readonly notify?: boolean | undefined;
  /** Becomes the public metadata of the new user. */
  readonly publicMetadata?: UserPublicMetadata | undefined;
  /** Where the invitation leads. */
  readonly redirectUrl?: string | undefined;
  /** Template of the e-mail. Default `invitation`. */
  readonly templateSlug?: 'invitation' | 'waitlist_invitation' | undefined;
}

/** Invitations to sign up. */
export interface InvitationsApi {
  /**
   * Gets invitations, newest first unless `orderBy` is given.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /invitations}
   */
  getInvitationList(params?: GetInvitationListParams, options?: CallOptions): PagePromise<Invitation>;
  /**
   * Invites a person by e-mail.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /invitations}
   */
  createInvitation(params: CreateInvitationParams, options?: CallOptions): Promise<Invitation>;
  /**
   * Invites several people, up to 10 in one call.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /invitations/bulk}
   */
  createInvitationBulk(params: readonly CreateInvitationParams[], options?: CallOptions): Promise<Invitation[]>;
  /**
   * Makes an invitation useless. A person who has signed up with it stays.
   * @param invitationId - `inv_…`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /invitations/\{invitation_id\}/revoke}
   */
  revokeInvitation(invitationId: string, options?: CallOptions): Promise<Invitation>;
  /**
   * Deletes an invitation in any state, and the copies of its e-mail that the service keeps. Users and invitations of
   * organizations with the same address stay.
   * @param invitationId - `inv_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /invitations/\{invitation_id\}}
   */
  deleteInvitation(invitationId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link InvitationsApi}. */
export const invitations = endpoints<InvitationsApi>()({
  getInvitationList: ['GET /invitations', { list: true, query: { paginated: 'true' } }],
  createInvitation: 'POST /invitations',
  createInvitationBulk: 'POST /invitations/bulk',
  revokeInvitation: 'POST /invitations/{invitationId}/revoke',
  deleteInvitation: 'DELETE /invitations/{invitationId}',
});
