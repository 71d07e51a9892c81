import { clerkClient, User } from '@clerk/clerk-sdk-node';

const { users, organizations: orgs } = clerkClient;
export async function find(): Promise<User | undefined> {
  const list: User[] = await users.getUserList();
  const members = await orgs.getOrganizationMembershipList({ organizationId: 'org_1' });
  return list[members.length];
}
