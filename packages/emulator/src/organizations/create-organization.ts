import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { creatorRole } from '../instance/instance-settings.js';
import { insertMembership, membershipJSON } from './memberships.js';
import { insertOrganization, organizationCollection, organizationJSON } from './organization.js';
import type { NewOrganization, OrganizationRow } from './organization.js';

/**
 * Creates an organization; its creator, if one is named, becomes a member.
 * @param role - of the creator. Default `org:admin`
 * @throws {NotFoundError} if there is no such user or role
 * @throws {ApiError} 422 `form_identifier_exists`
 */
export async function createOrganization(
  instance: Instance,
  wanted: NewOrganization,
  role: string = creatorRole,
): Promise<OrganizationRow> {
  const organization = await insertOrganization(instance, wanted);
  const membership = await insertCreator(instance, organization, role);
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
