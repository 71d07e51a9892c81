import { changeInstanceSettings, instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { memberships } from './memberships.js';
import { organizationInvitations } from './organization-invitations.js';
import { roleSets } from './role-sets.js';

/** Replaces the key of a role where it is stored: at members, in invitations, in role sets and in the settings. */
export async function renameRole(instance: Instance, from: string, to: string): Promise<void> {
  const renamed = (key: string) => (key === from ? to : key);
  const { organizations } = await instanceSettings(instance);
  if (organizations.creator_role === from || organizations.domains_default_role === from) {
    await changeInstanceSettings(instance, {
      organizations: {
        creator_role: renamed(organizations.creator_role),
        domains_default_role: renamed(organizations.domains_default_role),
      },
    });
  }
  for (const { id } of await roleSets.list(instance.db)) {
    await roleSets.change(instance, id, (set) => ({
      roleKeys: set.roleKeys.map(renamed),
      defaultRoleKey: renamed(set.defaultRoleKey),
      creatorRoleKey: renamed(set.creatorRoleKey),
    }));
  }
  for (const member of await memberships.list(instance.db, { where: { role: from } }))
    await memberships.update(instance, member, { role: to });
  for (const invitation of await organizationInvitations.list(instance.db, { where: { role: from } }))
    await organizationInvitations.update(instance, invitation, { role: to });
}
