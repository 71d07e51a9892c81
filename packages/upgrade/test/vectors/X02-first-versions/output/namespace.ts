import * as backend from '@acme/backend';

export const clerk = backend.createClerkClient({ secretKey: process.env.CLERK_API_KEY });
export const roles = async (userId: string) => {
  const { data: memberships } = await clerk.users.getOrganizationMembershipList({ userId });
  return memberships.map(({ role }) => role);
};
