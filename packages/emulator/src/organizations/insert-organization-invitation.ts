import { checkEmailAddress } from '../users/check-email-address.js';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import type { JsonObject } from '../store/json-object.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { Database } from '../store/open-store.js';
import { findUserByEmailAddress } from '../users/user-record.js';
import {
  organizationInvitationJSON,
  organizationInvitations,
  type OrganizationInvitationRow,
} from './organization-invitations.js';
import { memberships } from './memberships.js';
import type { OrganizationRow } from './organization.js';
import { requireRoleByKey } from './role.js';

const dayMs = 24 * 60 * 60 * 1000;
const defaultDays = 30;

/** What a new invitation to an organization is made of. */
export interface NewOrganizationInvitation {
  readonly emailAddress: string;
  /** Key of the role. */
  readonly role: string;
  readonly publicMetadata?: JsonObject | undefined;
  readonly privateMetadata?: JsonObject | undefined;
  readonly inviterId?: string | null | undefined;
  readonly redirectUrl?: string | null | undefined;
  readonly expiresInDays?: number | undefined;
  /** The domain whose enrollment mode invites. */
  readonly domainId?: string | undefined;
  /** Whether a message is sent. Default true. */
  readonly notify?: boolean | undefined;
}

/**
 * Invites an address to an organization.
 * @throws {NotFoundError} if there is no such role
 * @throws {ParameterError} `form_param_format_invalid`
 * @throws {ApiError} 400 `duplicate_record`, `already_a_member_in_organization`
 */
export async function insertOrganizationInvitation(
  instance: Instance,
  organization: OrganizationRow,
  wanted: NewOrganizationInvitation,
): Promise<OrganizationInvitationRow> {
  const emailAddress = checkEmailAddress(wanted.emailAddress);
  const { key: role } = await requireRoleByKey(instance.db, wanted.role);
  const invitation = await oneAtATime(instance.db, `invitations of ${organization.id}`, async () => {
    await checkNotThere(instance, organization, emailAddress);
    return organizationInvitations.insert(
      instance,
      {
        emailAddress,
        role,
        status: 'pending',
        publicMetadata: wanted.publicMetadata ?? {},
        privateMetadata: wanted.privateMetadata ?? {},
        inviterId: wanted.inviterId ?? null,
        redirectUrl: wanted.redirectUrl ?? null,
        ticket: instance.createId('ticket'),
        expiresAt: instance.now() + (wanted.expiresInDays ?? defaultDays) * dayMs,
        ...(wanted.domainId !== undefined && { domainId: wanted.domainId }),
      },
      { scope: organization.id },
    );
  });
  if (wanted.notify !== false) {
    const text = `Join ${organization.name} at ${instance.url}/v1/tickets/accept?ticket=${invitation.ticket}`;
    instance.deliver({ to: emailAddress, subject: `You are invited to ${organization.name}`, text });
  }
  emit(instance, 'organizationInvitation.created', await organizationInvitationJSON(instance, invitation));
  return invitation;
}

/**
 * Refuses to invite a member, or an address that is invited already.
 * @throws {ApiError} 400 `duplicate_record`, `already_a_member_in_organization`
 */
export async function checkNotThere(
  instance: Instance,
  { id, name }: OrganizationRow,
  emailAddress: string,
): Promise<void> {
  const wanted = { scope: id, where: { emailAddress, status: 'pending' } } as const;
  const open = await organizationInvitations.findWhere(instance.db, wanted);
  if (open && open.expiresAt > instance.now()) {
    throw new ApiError(
      400,
      'duplicate_record',
      'duplicate invitation',
      `${emailAddress} is invited to ${name} already.`,
      { email_addresses: [emailAddress] },
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
