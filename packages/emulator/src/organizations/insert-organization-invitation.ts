import { checkEmailAddress } from '../users/check-email-address.js';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { RequestBody } from '../http/request-body.js';
import type { Database } from '../store/open-store.js';
import { findUserByEmailAddress } from '../users/user-record.js';
import { organizationInvitations, type OrganizationInvitationRow } from './organization-invitations.js';
import { memberships } from './memberships.js';
import type { OrganizationRow } from './organization.js';
import { requireRoleByKey } from './role.js';

const dayMs = 24 * 60 * 60 * 1000;
const defaultDays = 30;

/**
 * Invites an address to an organization, with the fields of a request body.
 * @throws {NotFoundError} if there is no such role
 * @throws {ApiError} 400 `duplicate_record`, `already_a_member_in_organization`
 */
export async function insertOrganizationInvitation(
  instance: Instance,
  organization: OrganizationRow,
  body: RequestBody,
): Promise<OrganizationInvitationRow> {
  const emailAddress = checkEmailAddress(body.requiredString('email_address'));
  const { key: role } = await requireRoleByKey(instance.db, body.requiredString('role'));
  await checkNotThere(instance, organization, emailAddress);
  const invitation = await organizationInvitations.insert(
    instance,
    {
      emailAddress,
      role,
      status: 'pending',
      publicMetadata: body.object('public_metadata') ?? {},
      privateMetadata: body.object('private_metadata') ?? {},
      inviterId: body.string('inviter_user_id') ?? null,
      redirectUrl: body.string('redirect_url') ?? null,
      ticket: instance.createId('ticket'),
      expiresAt: instance.now() + (body.integer('expires_in_days') ?? defaultDays) * dayMs,
    },
    { scope: organization.id },
  );
  if (body.boolean('notify') !== false) {
    const text = `Join ${organization.name} at ${instance.url}/v1/tickets/accept?ticket=${invitation.ticket}`;
    instance.deliver({ to: emailAddress, subject: `You are invited to ${organization.name}`, text });
  }
  return invitation;
}

async function checkNotThere(instance: Instance, { id, name }: OrganizationRow, emailAddress: string): Promise<void> {
  const wanted = { scope: id, where: { emailAddress, status: 'pending' } } as const;
  const open = await organizationInvitations.findWhere(instance.db, wanted);
  if (open && open.expiresAt > instance.now()) {
    throw new ApiError(
      400,
      'duplicate_record',
      'duplicate invitation',
      `${emailAddress} is invited to ${name} already.`,
    );
  }
  const owner = await findUserByEmailAddress(instance.db, emailAddress);
  const isMember = owner && (await memberships.count(instance.db, { scope: id, where: { userId: owner.user.id } })) > 0;
  if (isMember) {
    throw new ApiError(400, 'already_a_member_in_organization', 'already a member', 'The user is a member already.');
  }
}

/** @throws {NotFoundError} */
export async function requireOrganizationInvitation(
  db: Database,
  organizationId: string,
  id: string,
): Promise<OrganizationInvitationRow> {
  const row = await organizationInvitations.findWhere(db, { ids: [id], scope: organizationId });
  if (row) return row;
  throw new NotFoundError(`The organization has no invitation with id ${id}.`);
}
