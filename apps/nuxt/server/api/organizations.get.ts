import { clerkClient, protect } from '@acme/nuxt/server';

/** Your organizations. `orgId` is the active one. */
export default defineEventHandler(async (event) => {
  const { userId, orgId } = protect(event);
  const { data } = await clerkClient(event).users.getOrganizationMembershipList({ userId });
  return { memberships: data.map(({ organization, role }) => ({ name: organization.name, role })), orgId };
});
