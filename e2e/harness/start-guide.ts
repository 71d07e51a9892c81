import { createClerkClient, type ClerkClient } from '@acme/backend';
import type { FrameworkGuide } from './framework-guides.js';
import type { QuickStartApp } from './quick-start.js';

/** A guide whose application runs, and people who use it. */
export interface RunningGuide extends QuickStartApp {
  readonly guide: FrameworkGuide;
  readonly clerk: ClerkClient;
  /** Administers an organization. */
  readonly ada: Person;
  /** Is a member of it, with fewer permissions. */
  readonly grace: Person;
}

interface Person {
  readonly userId: string;
  /** The session token of the person in the organization. */
  readonly inOrganization: string;
}

/** Starts the application of a guide. */
export async function startGuide(guide: FrameworkGuide): Promise<RunningGuide> {
  const app = await guide.start();
  const { emulator } = app;
  const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const [ada, grace] = await Promise.all(
    ['ada@example.com', 'grace@example.com'].map(async (email) => {
      const { data } = await clerk.users.getUserList({ emailAddress: [email] });
      return data[0]?.id ?? '';
    }),
  );
  if (!ada || !grace) throw new Error('The emulator does not have the two people.');
  const { id: permissionId } = await clerk.organizationPermissions.createOrganizationPermission({
    name: 'Delete posts',
    key: 'org:posts:delete',
  });
  const { data: roles } = await clerk.organizationRoles.getOrganizationRoleList();
  const organizationRoleId = roles.find(({ key }) => key === 'org:admin')?.id ?? '';
  await clerk.organizationRoles.assignPermissionToOrganizationRole({ organizationRoleId, permissionId });
  const { id: orgId } = await clerk.organizations.createOrganization({ name: 'Guides', createdBy: ada });
  const membership = { organizationId: orgId, userId: grace, role: 'org:member' };
  await clerk.organizations.createOrganizationMembership(membership);
  const person = async (userId: string) => ({
    userId,
    inOrganization: await emulator.mintSessionToken({ userId, orgId, expiresInSeconds: 3600 }),
  });
  return { ...app, guide, clerk, ada: await person(ada), grace: await person(grace) };
}
