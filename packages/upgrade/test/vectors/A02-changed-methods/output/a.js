import { clerkClient, clerkMiddleware } from '@acme/express';

export async function run(user) {
  await clerkClient.emails.createEmail({ subject: 'a' });
  await clerkClient.smsMessages.createSMSMessage({ message: 'a' });
  const { data: pending } = await clerkClient.organizations.getOrganizationInvitationList({ organizationId: 'org_1', status: ['pending'] });
  const state = await clerkClient.authenticateRequest({ headerToken: 'x' });
  return [pending, state, user.profileImageUrl, user.logoUrl];
}
app.use(clerkMiddleware({ clockSkewInMs: 5000 }));
