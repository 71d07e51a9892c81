import { clerkClient as official } from '@clerk/express';
import { clerkClient as next } from '@clerk/nextjs';
import { users } from '@clerk/clerk-sdk-node';

export async function counts() {
  const here = await users.getUserList();
  const old = await next.users.getUserList();
  const { organizations: groups } = next;
  const page = await official.users.getUserList();
  return [here.length, old.length, (await groups.getOrganizationList()).length, page.totalCount];
}
