import { createClerkClient } from '@acme/backend';
import type { Emulator } from '@acme/emulator';

/**
 * Founds an organization that the user with this address is in with a role that may delete posts, which the guides protect.
 * @returns the id of the organization
 */
export async function foundModerated(emulator: Emulator, emailAddress: string): Promise<string> {
  const { organizationPermissions, organizationRoles, organizations, users } = createClerkClient({
    secretKey: emulator.secretKey,
    apiUrl: emulator.url,
  });
  const key = 'org:posts:delete';
  const { id: permissionId } = await organizationPermissions.createOrganizationPermission({
    key,
    name: 'Delete posts',
  });
  const role = 'org:moderator';
  await organizationRoles.createOrganizationRole({
    key: role,
    name: 'Moderator',
    permissions: [permissionId],
    includeInInitialRoleSet: true,
  });
  const { data } = await users.getUserList({ emailAddress: [emailAddress] });
  const [{ id: userId } = { id: 'nobody' }] = data;
  const { id: organizationId } = await organizations.createOrganization({ name: 'Press' });
  await organizations.createOrganizationMembership({ organizationId, userId, role });
  return organizationId;
}
