import clerk from '@clerk/clerk-sdk-node';

export async function run(user) {
  await clerk.emails.createEmail({ subject: 'a' });
  await clerk.smsMessages.createSMSMessage({ message: 'a' });
  const pending = await clerk.organizations.getPendingOrganizationInvitationList({ organizationId: 'org_1' });
  const state = await clerk.authenticateRequest({ headerToken: 'x' });
  return [pending, state, user.profileImageUrl, user.logoUrl];
}
app.use(clerk.expressWithAuth({ clockSkewInSeconds: 5 }));
