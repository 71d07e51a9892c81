import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { deleted } from '../http/deleted.js';
import { deleteAllOf } from '../store/collection.js';
import { deactivateOrganization } from './deactivate-organization.js';
import { organizationCollection, type OrganizationRow } from './organization.js';

/** Deletes an organization and what belongs to it. It is no longer active in any session. @returns the answer */
export async function deleteOrganization(instance: Instance, { id, slug }: OrganizationRow): Promise<object> {
  await organizationCollection.delete(instance.db, id);
  await deleteAllOf(instance.db, id);
  await deactivateOrganization(instance, id);
  const gone = { ...deleted('organization', id), slug };
  emit(instance, 'organization.deleted', gone);
  return gone;
}
