import * as backend from '@clerk/backend';

export const clerk = backend.Clerk({ apiKey: process.env.CLERK_API_KEY });
export const roles = async (userId: string) => {
  const memberships = await clerk.users.getOrganizationMembershipList({ userId });
  return memberships.map(({ role }) => role);
};
