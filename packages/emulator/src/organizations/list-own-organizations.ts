import type { Database } from '../store/open-store.js';
import { memberships } from './memberships.js';
import { organizationCollection, type OrganizationRow } from './organization.js';

/** The organizations of a user, by name. */
export async function listOwnOrganizations(db: Database, userId: string): Promise<readonly OrganizationRow[]> {
  const rows = await memberships.list(db, { where: { userId } });
  const ids = rows.map(({ scope }) => scope);
  return organizationCollection.list(db, { ids, order: { by: 'name', descending: false } });
}
