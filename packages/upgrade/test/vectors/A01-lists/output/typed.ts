import type { User } from '@acme/express';
import { clerkClient } from '@acme/express';

const { users, organizations: orgs } = clerkClient;
export async function find(): Promise<User | undefined> {
  const list: User[] = (await users.getUserList()).data;
  const { data: members } = await orgs.getOrganizationMembershipList({ organizationId: 'org_1' });
  return list[members.length];
}
