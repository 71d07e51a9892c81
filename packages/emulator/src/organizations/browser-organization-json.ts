import type { Instance } from '../instance/instance.js';
import { memberships } from './memberships.js';
import { organizationInvitations, organizationInvitationStatus } from './organization-invitations.js';
import { organizationCollection, organizationJSON, type OrganizationRow } from './organization.js';

/** Organizations as members may see them: with the number of members, without private metadata. */
export async function browserOrganizationsJSON(
  instance: Instance,
  rows: readonly OrganizationRow[],
): Promise<readonly object[]> {
  const ids = rows.map(({ id }) => id);
  const pending = await organizationInvitations.list(instance.db, { scope: ids, where: { status: 'pending' } });
  const open = pending.filter((row) => organizationInvitationStatus(instance, row) === 'pending');
  return Promise.all(
    rows.map(async (row) => ({
      ...organizationJSON(instance, row),
      // JSON leaves undefined fields out.
      private_metadata: undefined,
      created_by: undefined,
      role_set_key: undefined,
      members_count: await memberships.count(instance.db, { scope: row.id }),
      pending_invitations_count: open.filter(({ scope }) => scope === row.id).length,
    })),
  );
}

/** One organization, see {@link browserOrganizationsJSON}. */
export async function browserOrganizationJSON(instance: Instance, row: OrganizationRow): Promise<object> {
  const [shown = {}] = await browserOrganizationsJSON(instance, [row]);
  return shown;
}

/** The organizations with these ids by id, see {@link browserOrganizationsJSON}. */
export async function browserOrganizationsById(
  instance: Instance,
  ids: readonly string[],
): Promise<ReadonlyMap<string, object>> {
  if (ids.length === 0) return new Map();
  const rows = await organizationCollection.list(instance.db, { ids });
  const shown = await browserOrganizationsJSON(instance, rows);
  return new Map(rows.map(({ id }, index) => [id, shown[index] ?? {}]));
}
