import type { Instance } from '../instance/instance.js';
import { browserOrganizationsById } from './browser-organization-json.js';
import { membershipsJSON, type MembershipRow } from './memberships.js';

/** Memberships as browsers may see them: with the permissions of the role, without private metadata. */
export async function browserMembershipsJSON(
  instance: Instance,
  rows: readonly MembershipRow[],
): Promise<readonly object[]> {
  if (rows.length === 0) return [];
  const [shown, organizations] = await Promise.all([
    membershipsJSON(instance, rows),
    browserOrganizationsById(instance, [...new Set(rows.map(({ scope }) => scope))]),
  ]);
  return shown.map((membership) => ({
    ...membership,
    // JSON leaves undefined fields out.
    private_metadata: undefined,
    organization: organizations.get(membership.organization.id),
  }));
}

/** One membership, see {@link browserMembershipsJSON}. */
export async function browserMembershipJSON(instance: Instance, row: MembershipRow): Promise<object> {
  const [shown = {}] = await browserMembershipsJSON(instance, [row]);
  return shown;
}
