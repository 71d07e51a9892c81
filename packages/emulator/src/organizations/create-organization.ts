import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { instanceSettings } from '../instance/instance-settings.js';
import { insertMembership, membershipJSON } from './memberships.js';
import { insertOrganization, organizationCollection, organizationJSON } from './organization.js';
import type { NewOrganization, OrganizationRow } from './organization.js';

/**
 * Creates an organization; its creator, if one is named, becomes a member with the role of the settings.
 * @throws {NotFoundError} if there is no such user or role
 * @throws {ApiError} 422 `form_identifier_exists`
 */
export async function createOrganization(instance: Instance, wanted: NewOrganization): Promise<OrganizationRow> {
  const { organizations: settings } = await instanceSettings(instance);
  const { maxAllowedMemberships = settings.max_allowed_memberships } = wanted;
  const roleSetKey = wanted.roleSetKey ?? settings.initial_role_set_key ?? undefined;
  const organization = await insertOrganization(instance, { ...wanted, maxAllowedMemberships, roleSetKey });
  const membership = await insertCreator(instance, organization, settings.creator_role);
  emit(instance, 'organization.created', organizationJSON(instance, organization));
  if (membership) emit(instance, 'organizationMembership.created', membership);
  return organization;
}

async function insertCreator(
  instance: Instance,
  organization: OrganizationRow,
  role: string,
): Promise<object | undefined> {
  if (organization.createdBy === null) return undefined;
  try {
    const row = await insertMembership(instance, { organization, userId: organization.createdBy, role });
    return await membershipJSON(instance, row);
  } catch (error) {
    await organizationCollection.delete(instance.db, organization.id);
    throw error;
  }
}
