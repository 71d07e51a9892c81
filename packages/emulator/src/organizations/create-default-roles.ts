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

/** Creates the default permissions and roles, with the same ids in every instance. */
export async function createDefaultRoles(instance: Instance): Promise<void> {
  if ((await roleCollection.count(instance.db)) > 0) return;
  const ids = new Map<string, string>();
  for (const [key, name] of systemPermissions) {
    const id = derivedId('perm', key);
    ids.set(key, id);
    await permissionCollection.insert(instance, { key, name, description: name, type: 'system' }, { id });
  }
  const add = (key: string, name: string, description: string, permissionIds: readonly string[]) =>
    roleCollection.insert(instance, { key, name, description, permissionIds }, { id: derivedId('role', key) });
  await add(creatorRole, 'Admin', 'May do everything in the organization.', [...ids.values()]);
  const forMembers = ['org:sys_memberships:read', 'org:sys_billing:read'];
  await add(
    'org:member',
    'Member',
    'May see the organization.',
    forMembers.map((key) => ids.get(key) ?? ''),
  );
}
