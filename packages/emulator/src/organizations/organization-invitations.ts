import { NotFoundError } from '../errors/api-error.js';
import type { OrganizationInvitationJSON, OrganizationInvitationStatus } from '@acme/backend/wire';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import type { JsonObject } from '../store/json-object.js';
import { organizationCollection, publicOrganizationJSON } from './organization.js';
import { RoleBook } from './role-book.js';

/** An invitation to join an organization. Scope: the organization. */
export interface OrganizationInvitation {
  readonly emailAddress: string;
  /** Key of the role. */
  readonly role: string;
  readonly status: 'pending' | 'accepted' | 'revoked';
  readonly publicMetadata: JsonObject;
  readonly privateMetadata: JsonObject;
  readonly inviterId: string | null;
  readonly redirectUrl: string | null;
  /** The token in the link. */
  readonly ticket: string;
  /** Unix time in ms. */
  readonly expiresAt: number;
  /** The domain whose enrollment mode invited; undefined: a person did. */
  readonly domainId?: string;
}

export type OrganizationInvitationRow = Row<OrganizationInvitation>;

export const organizationInvitations = new Collection<OrganizationInvitation>('organization_invitation', {
  idPrefix: 'orginv',
});

/** The status; a pending invitation past its end is shown as expired, although its row is unchanged. */
export function organizationInvitationStatus(
  { now }: Pick<Instance, 'now'>,
  row: OrganizationInvitationRow,
): OrganizationInvitationStatus {
  return row.status === 'pending' && row.expiresAt <= now() ? 'expired' : row.status;
}

/** Invitations as the Backend API shows them. */
export async function organizationInvitationsJSON(
  instance: Instance,
  rows: readonly OrganizationInvitationRow[],
): Promise<readonly OrganizationInvitationJSON[]> {
  const [book, organizations] = await Promise.all([
    RoleBook.read(instance.db),
    organizationCollection.list(instance.db, { ids: rows.map(({ scope }) => scope) }),
  ]);
  const organizationOf = new Map(organizations.map((row) => [row.id, publicOrganizationJSON(instance, row)]));
  return rows.map((row) => ({
    object: 'organization_invitation',
    id: row.id,
    email_address: row.emailAddress,
    role: row.role,
    role_name: book.nameOf(row.role),
    organization_id: row.scope,
    inviter_id: row.inviterId,
    ...{ public_inviter_data: null },
    public_organization_data: organizationOf.get(row.scope) ?? null,
    status: organizationInvitationStatus(instance, row),
    public_metadata: row.publicMetadata,
    private_metadata: row.privateMetadata,
    url: `${instance.url}/v1/tickets/accept?ticket=${row.ticket}`,
    expires_at: row.expiresAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  }));
}

/** One invitation as the Backend API shows it. */
export async function organizationInvitationJSON(
  instance: Instance,
  row: OrganizationInvitationRow,
): Promise<OrganizationInvitationJSON> {
  const [shown] = await organizationInvitationsJSON(instance, [row]);
  if (shown) return shown;
  throw new NotFoundError(`No invitation was found with id ${row.id}.`);
}
