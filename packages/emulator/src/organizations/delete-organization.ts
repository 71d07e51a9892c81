import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { deleted } from '../http/deleted.js';
import { deleteAllOf } from '../store/collection.js';
import { enterpriseConnections, samlConnections } from '../users/provider-connection.js';
import { deactivateOrganization } from './deactivate-organization.js';
import { organizationCollection, type OrganizationRow } from './organization.js';

/** Deletes an organization and what belongs to it. It is no longer active in any session. @returns the answer */
export async function deleteOrganization(instance: Instance, { id, slug }: OrganizationRow): Promise<object> {
  await organizationCollection.delete(instance.db, id);
  await deleteAllOf(instance.db, id);
  await deleteConnectionsOf(instance, id);
  await deactivateOrganization(instance, id);
  const gone = { ...deleted('organization', id), slug };
  emit(instance, 'organization.deleted', gone);
  return gone;
}

/** A connection names its organization. Without it, its domains are free for other connections. */
async function deleteConnectionsOf({ db }: Instance, organizationId: string): Promise<void> {
  const ofOrganization = { where: { organizationId } };
  for (const collection of [enterpriseConnections, samlConnections]) {
    for (const { id } of await collection.list(db, ofOrganization)) {
      await collection.delete(db, id);
      await deleteAllOf(db, id);
    }
  }
}
