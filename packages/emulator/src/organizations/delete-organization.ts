import type { Database } from '../store/open-store.js';
import { organizationDomains } from './organization-domains.js';
import { organizationInvitations } from './organization-invitations.js';
import { memberships } from './memberships.js';
import { organizationCollection } from './organization.js';

/** Deletes an organization and what belongs to it. */
export async function deleteOrganization(db: Database, id: string): Promise<void> {
  await organizationCollection.delete(db, id);
  for (const collection of [memberships, organizationInvitations, organizationDomains]) {
    await collection.deleteScope(db, id);
  }
}
