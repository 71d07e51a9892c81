import { ApiError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { insertMembership, membershipJSON } from './memberships.js';
import { requireOrganization } from './organization.js';
import {
  organizationInvitationJSON,
  organizationInvitations,
  organizationInvitationStatus,
  type OrganizationInvitationRow,
} from './organization-invitations.js';

/**
 * Withdraws an invitation.
 * @throws {ApiError} 400 `organization_invitation_not_pending`
 */
export async function revokeOrganizationInvitation(
  instance: Instance,
  row: OrganizationInvitationRow,
): Promise<OrganizationInvitationRow> {
  const revoked = await settling(instance, row, (open) =>
    organizationInvitations.update(instance, open, { status: 'revoked' }),
  );
  emit(instance, 'organizationInvitation.revoked', await organizationInvitationJSON(instance, revoked));
  return revoked;
}

/**
 * Makes a user a member by an invitation.
 * @throws {ApiError} 400 `organization_invitation_not_pending`, `already_a_member_in_organization`, 403 `organization_membership_quota_exceeded`
 */
export async function acceptOrganizationInvitation(
  instance: Instance,
  row: OrganizationInvitationRow,
  userId: string,
): Promise<OrganizationInvitationRow> {
  const organization = await requireOrganization(instance.db, row.scope);
  const [accepted, membership] = await settling(instance, row, async (open) => {
    const { role, publicMetadata, privateMetadata } = open;
    const inserted = await insertMembership(instance, { organization, userId, role, publicMetadata, privateMetadata });
    return [await organizationInvitations.update(instance, open, { status: 'accepted' }), inserted] as const;
  });
  emit(instance, 'organizationInvitation.accepted', await organizationInvitationJSON(instance, accepted));
  emit(instance, 'organizationMembership.created', await membershipJSON(instance, membership));
  return accepted;
}

/** Moves an invitation out of `pending`, which works once. */
function settling<T>(
  instance: Instance,
  row: OrganizationInvitationRow,
  run: (open: OrganizationInvitationRow) => Promise<T>,
): Promise<T> {
  return oneAtATime(instance.db, `invitation ${row.id}`, async () => {
    const current = await organizationInvitations.find(instance.db, row.id);
    if (current && organizationInvitationStatus(instance, current) === 'pending') return run(current);
    throw new ApiError(
      400,
      'organization_invitation_not_pending',
      'not pending',
      'The invitation was accepted or revoked already, or it has expired.',
    );
  });
}
