import { clerkClient, protect } from '@acme/nuxt/server';

/** For users whose role in the active organization has the permission. */
export default defineEventHandler(async (event) => {
  const { orgId } = protect(event, { permission: 'org:members:list' });
  const { organizations } = clerkClient(event);
  const { data } = await organizations.getOrganizationMembershipList({ organizationId: String(orgId) });
  return data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role }));
});
