import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { acceptOrganizationInvitation } from '../organizations/accept-organization-invitation.js';
import { organizationInvitations, organizationInvitationStatus } from '../organizations/organization-invitations.js';
import type { JsonObject } from '../store/json-object.js';
import { invitationCollection, invitationStatus } from '../users/invitation.js';

/** An invitation to the application or to an organization. */
export interface OpenInvitation {
  readonly emailAddress: string;
  /** What a new user gets. */
  readonly publicMetadata: JsonObject;
  readonly status: 'pending' | 'accepted' | 'revoked' | 'expired';
  /** The page of the application that the invitation leads to. */
  readonly redirectUrl: string | null;
  /** Marks it as accepted; a user becomes a member of the organization. */
  accept(userId: string): Promise<void>;
}

/** The invitation of a ticket. */
export async function findInvitation(instance: Instance, ticket: string): Promise<OpenInvitation | undefined> {
  const { db } = instance;
  const invitation = await invitationCollection.findWhere(db, { where: { ticket } });
  if (invitation) {
    return {
      ...invitation,
      status: invitationStatus(instance, invitation),
      async accept() {
        await invitationCollection.update(instance, invitation, { status: 'accepted' });
      },
    };
  }
  const toOrganization = await organizationInvitations.findWhere(db, { where: { ticket } });
  if (!toOrganization) return undefined;
  return {
    emailAddress: toOrganization.emailAddress,
    redirectUrl: toOrganization.redirectUrl,
    // The metadata of an invitation to an organization belongs to the membership.
    publicMetadata: {},
    status: organizationInvitationStatus(instance, toOrganization),
    async accept(userId) {
      await acceptOrganizationInvitation(instance, toOrganization, userId);
    },
  };
}

/** @throws {ApiError} 401 `ticket_invalid_code`, `ticket_expired_code` */
export async function openInvitation(instance: Instance, ticket: string): Promise<OpenInvitation> {
  const invitation = await findInvitation(instance, ticket);
  if (invitation?.status === 'pending') return invitation;
  if (invitation?.status === 'expired') throw new ApiError(401, 'ticket_expired_code', 'This invitation has expired.');
  throw new ApiError(401, 'ticket_invalid_code', 'This invitation is unknown, revoked or was accepted already.');
}
