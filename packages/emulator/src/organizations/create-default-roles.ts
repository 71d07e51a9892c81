import type { Instance } from '../instance/instance.js';
import { roleCollection, permissionCollection } from './role.js';
import { derivedId } from '../instance/ids.js';
import { creatorRole } from '../instance/instance-settings.js';

const systemPermissions = [
  ['org:sys_profile:manage', 'Manage organization'],
  ['org:sys_profile:delete', 'Delete organization'],
  ['org:sys_memberships:read', 'Read members'],
  ['org:sys_memberships:manage', 'Manage members'],
  ['org:sys_domains:read', 'Read domains'],
  ['org:sys_domains:manage', 'Manage domains'],
  ['org:sys_billing:read', 'Read billing'],
  ['org:sys_billing:manage', 'Manage billing'],
  ['org:sys_api_keys:read', 'Read API keys'],
  ['org:sys_api_keys:manage', 'Manage API keys'],
] as const;

const forMembers: readonly string[] = ['org:sys_memberships:read', 'org:sys_billing:read'];

/** The default roles: key, name, description, permissions. */
const roles = [
  [creatorRole, 'Admin', 'May do everything in the organization.', () => true],
  ['org:member', 'Member', 'May see the organization.', (key: string) => forMembers.includes(key)],
] as const;

/**
 * Creates the default roles, and the system permissions that are missing, with the same ids in every instance. A permission that an older
 * release did not have is given to the default roles. The permission is written last: until then, the next start repeats the step.
 */
export async function createDefaultRoles(instance: Instance): Promise<void> {
  const found = await permissionCollection.list(instance.db, { where: { type: 'system' } });
  const missing = systemPermissions.filter(([key]) => !found.some((permission) => permission.key === key));
  if (missing.length === 0) return;
  for (const [key, name, description, mayHave] of roles) {
    const id = derivedId('role', key);
    const added = missing
      .filter(([permission]) => mayHave(permission))
      .map(([permission]) => derivedId('perm', permission));
    const role = await roleCollection.find(instance.db, id);
    if (role)
      await roleCollection.update(instance, role, { permissionIds: [...new Set([...role.permissionIds, ...added])] });
    else if (found.length === 0)
      await roleCollection.insert(instance, { key, name, description, permissionIds: added }, { id });
  }
  for (const [key, name] of missing)
    await permissionCollection.insert(
      instance,
      { key, name, description: name, type: 'system' },
      { id: derivedId('perm', key) },
    );
}
