import { clerkClient as official } from '@acme/express';
import { clerkClient as next } from '@clerk/nextjs';
import { clerkClient } from '@acme/express';

export async function counts() {
  const { data: here } = await clerkClient.users.getUserList();
  const old = await next.users.getUserList();
  const { organizations: groups } = next;
  const page = await official.users.getUserList();
  return [here.length, old.length, (await groups.getOrganizationList()).length, page.totalCount];
}
