import { createClerkClient, type ClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { refusal } from './two-clients.js';

// Methods that only our client has: the service's description lists them, the official client does not.
const it = emulatorTest();

let emulator: Emulator;
let clerk: ClerkClient;
let userId: string;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  userId = emulator.users[0]?.id ?? '';
});

describe('methods of our client alone', () => {
  it('verify addresses by code', async () => {
    const { emailAddresses } = await clerk.users.getUser(userId);
    const id = emailAddresses[0]?.id ?? '';
    const verification = await clerk.emailAddresses.prepareVerification(id);
    const attempt = (code: string) =>
      clerk.emailAddresses.attemptVerification(id, { verificationId: verification.id, code });
    expect((await attempt('000000')).status).toBe('unverified');
    expect((await attempt('424242')).status).toBe('verified');
    expect(await refusal(attempt('424242'))).toEqual([400, 'verification_already_verified']);
    const phone = await clerk.phoneNumbers.createPhoneNumber({ userId, phoneNumber: '+15555550100' });
    const sent = await clerk.phoneNumbers.prepareVerification(phone.id);
    emulator.clock.advance(11 * 60 * 1000);
    const late = await clerk.phoneNumbers.attemptVerification(phone.id, { verificationId: sent.id, code: '424242' });
    expect(late.status).toBe('expired');
  });

  it('create users with rights; what cannot be stored is refused', async () => {
    const legalAcceptedAt = new Date('2026-05-01T00:00:00Z');
    const kay = await clerk.users.createUser({
      username: 'kay',
      banned: true,
      locked: true,
      deleteSelfEnabled: false,
      createOrganizationEnabled: false,
      createOrganizationsLimit: 3,
      legalAcceptedAt,
    });
    expect(kay).toMatchObject({ banned: true, locked: true, deleteSelfEnabled: false, createOrganizationsLimit: 3 });
    expect(kay).toMatchObject({ createOrganizationEnabled: false, legalAcceptedAt: legalAcceptedAt.getTime() });
    const refused = [422, 'form_param_unknown'];
    expect(await refusal(clerk.users.createUser({ username: 'mary', web3Wallet: ['0xabc'] }))).toEqual(refused);
    expect(await refusal(clerk.users.updateUser(kay.id, { profileImageID: 'img_1' }))).toEqual(refused);
  });

  it('ban several users, all or none', async () => {
    const ids = emulator.users.map(({ id }) => id);
    expect(await refusal(clerk.users.banUsers({ userIds: [...ids, 'user_none'] }))).toEqual([
      404,
      'resource_not_found',
    ]);
    expect((await clerk.users.getUser(userId)).banned).toBe(false);
    expect((await clerk.users.banUsers({ userIds: ids })).every(({ banned }) => banned)).toBe(true);
    expect((await clerk.users.unbanUsers({ userIds: ids })).some(({ banned }) => banned)).toBe(false);
    expect((await clerk.users.getTrustedDeviceList(userId)).data).toEqual([]);
    expect(await refusal(clerk.users.revokeTrustedDevice(userId, 'tdev_none'))).toEqual([404, 'resource_not_found']);
  });

  it('change and revert templates', async () => {
    expect((await clerk.templates.getTemplateList('email')).data.length).toBeGreaterThan(3);
    await clerk.templates.upsertTemplate('email', 'invitation', { subject: 'Come in', body: 'See {{action_url}}' });
    expect(await clerk.templates.getTemplate('email', 'invitation')).toMatchObject({
      subject: 'Come in',
      canRevert: true,
    });
    expect(await clerk.templates.previewTemplate('email', 'invitation')).toMatchObject({
      body: 'See https://app.example.com/',
    });
    expect(
      (await clerk.templates.toggleTemplateDelivery('email', 'invitation', { deliveredByClerk: false }))
        .deliveredByClerk,
    ).toBe(false);
    expect((await clerk.templates.revertTemplate('email', 'invitation')).subject).not.toBe('Come in');
    expect(await refusal(clerk.templates.getTemplate('sms', 'none'))).toEqual([404, 'resource_not_found']);
  });

  it('keep directories and their mappings, under both names', async () => {
    const [role] = (await clerk.organizationRoles.getOrganizationRoleList()).data;
    const roleId = role?.id ?? '';
    const directory = await clerk.directories.createDirectory({
      enterpriseConnectionId: 'entconn_1',
      provider: 'okta',
      name: 'Okta',
    });
    expect(directory.apiKey).toBeTruthy();
    expect((await clerk.directories.getDirectory(directory.id)).apiKey ?? null).toBeNull();
    expect((await clerk.directories.updateDirectory(directory.id, { enabled: false })).enabled).toBe(false);
    expect((await clerk.directories.rotateDirectoryApiKey(directory.id)).apiKey).not.toBe(directory.apiKey);
    const mapping = await clerk.directories.createGroupRoleMapping(directory.id, { directoryGroupId: 'g1', roleId });
    expect(
      await refusal(clerk.directories.createGroupRoleMapping(directory.id, { directoryGroupId: 'g1', roleId })),
    ).toEqual([422, 'form_identifier_exists']);
    expect((await clerk.directories.getGroupRoleMappingList(directory.id)).totalCount).toBe(1);
    await clerk.directories.deleteGroupRoleMapping(directory.id, mapping.id);
    await clerk.directories.replaceGroupRoleMappings(directory.id, {
      mappings: [
        { directoryGroupId: 'g2', roleId },
        { directoryGroupId: 'g3', roleId },
      ],
    });
    expect(
      (await clerk.directories.getGroupRoleMappingList(directory.id)).data.map(
        ({ directoryGroupId }) => directoryGroupId,
      ),
    ).toEqual(['g2', 'g3']);
    expect((await clerk.directories.getDirectoryList()).totalCount).toBe(1);
    await clerk.directories.deleteDirectory(directory.id);
    const scim = await clerk.scimDirectories.createSCIMDirectory({
      enterpriseConnectionId: 'entconn_1',
      provider: 'okta',
    });
    await clerk.scimDirectories.updateSCIMDirectory(scim.id, { name: 'SCIM' });
    expect((await clerk.scimDirectories.getSCIMDirectory(scim.id)).name).toBe('SCIM');
    await clerk.scimDirectories.rotateSCIMDirectoryApiKey(scim.id);
    const group = await clerk.scimDirectories.createGroupRoleMapping(scim.id, { scimGroupId: 'g1', roleId });
    await clerk.scimDirectories.deleteGroupRoleMapping(scim.id, group.id);
    await clerk.scimDirectories.replaceGroupRoleMappings(scim.id, { mappings: [{ scimGroupId: 'g2', roleId }] });
    expect((await clerk.scimDirectories.getGroupRoleMappingList(scim.id)).totalCount).toBe(1);
    expect((await clerk.scimDirectories.getSCIMDirectoryList()).totalCount).toBe(1);
    await clerk.scimDirectories.deleteSCIMDirectory(scim.id);
    expect(await refusal(clerk.scimDirectories.getSCIMDirectory(scim.id))).toEqual([404, 'resource_not_found']);
  });

  it('keep prices, discounts and credit', async () => {
    const plans = await clerk.billing.getPlanList({ payerType: 'user' });
    const [free, pro] = plans.data.map(({ id }) => id);
    const price = await clerk.billing.createPrice({ planId: pro ?? '', amount: 1900, description: 'Special' });
    expect((await clerk.billing.getPriceList({ planId: pro ?? '' })).totalCount).toBe(2);
    const [item] = (await clerk.billing.getUserBillingSubscription(userId)).subscriptionItems;
    const itemId = item?.id ?? '';
    const [freePrice] = (await clerk.billing.getPriceList({ planId: free ?? '' })).data;
    await clerk.billing.createPriceTransition(itemId, { fromPriceId: freePrice?.id ?? '', toPriceId: price.id });
    const [changed] = (await clerk.billing.getSubscriptionItemList({ planId: pro ?? '' })).data;
    expect(changed?.amount?.amount).toBe(1900);
    await clerk.billing.applyDiscount(itemId, { discountId: 'disc_1' });
    expect(await refusal(clerk.billing.applyDiscount(itemId, { discountId: 'disc_1' }))).toEqual([
      409,
      'duplicate_record',
    ]);
    expect((await clerk.billing.removeDiscount(itemId, 'disc_1')).status).toBe('removed');
    await clerk.billing.adjustUserCreditBalance(userId, { amount: 500, action: 'increase', idempotencyKey: 'a' });
    expect(
      await refusal(
        clerk.billing.adjustUserCreditBalance(userId, { amount: 900, action: 'decrease', idempotencyKey: 'b' }),
      ),
    ).toEqual([422, 'insufficient_credit_balance']);
    expect((await clerk.billing.getUserCreditBalance(userId)).balance?.amount).toBe(500);
    const { id } = await clerk.organizations.createOrganization({ name: 'Acme' });
    await clerk.billing.adjustOrganizationCreditBalance(id, { amount: 1, action: 'increase', idempotencyKey: 'a' });
    expect((await clerk.billing.getOrganizationCreditBalance(id)).balance?.amount).toBe(1);
    expect((await clerk.billing.getStatementList()).totalCount).toBe(0);
    expect(await refusal(clerk.billing.getStatement('cstmt_1'))).toEqual([404, 'resource_not_found']);
    expect(await refusal(clerk.billing.getStatementPaymentAttemptList('cstmt_1'))).toEqual([404, 'resource_not_found']);
  });

  it('settings, portals, domains and test runs', async () => {
    expect((await clerk.instance.updateProtect({ rulesEnabled: true })).rulesEnabled).toBe(true);
    expect((await clerk.instance.getProtect()).rulesEnabled).toBe(true);
    expect((await clerk.instance.updateCommunication({ blockedCountryCodes: ['AT'] })).blockedCountryCodes).toEqual([
      'AT',
    ]);
    expect(await refusal(clerk.instance.updateCommunication({ blockedCountryCodes: ['nowhere'] }))).toEqual([
      422,
      'form_param_value_invalid',
    ]);
    expect((await clerk.instance.getCommunication()).blockedCountryCodes).toEqual(['AT']);
    await clerk.instance.updateOAuthApplicationSettings({ oauthJwtAccessTokens: true });
    expect((await clerk.instance.getOAuthApplicationSettings()).oauthJwtAccessTokens).toBe(true);
    await clerk.instance.changeDomain({ homeUrl: 'https://example.com' });
    await clerk.betaFeatures.updateDomain({ homeUrl: 'https://example.com' });
    expect((await clerk.betaFeatures.updateInstanceSettings({ progressiveSignUp: false })).progressiveSignUp).toBe(
      false,
    );
    const organization = await clerk.organizations.createOrganization({ name: 'Acme' });
    const link = await clerk.adminPortalLinkTokens.create({ organizationId: organization.id });
    expect((await clerk.adminPortalLinkTokens.revoke(link.id, { revocationReason: 'done' })).revoked).toBe(true);
    const domain = await clerk.organizations.createOrganizationDomain({
      organizationId: organization.id,
      name: 'acme.test',
      enrollmentMode: 'manual_invitation',
      verified: false,
    });
    const verified = await clerk.organizations.verifyOrganizationDomainOwnership({
      organizationId: organization.id,
      domainId: domain.id,
    });
    expect(verified.verification?.status).toBe('verified');
    expect((await clerk.organizations.getInstanceOrganizationDomainList({ query: 'acme' })).totalCount).toBe(1);
    await clerk.organizations.createOrganizationInvitation({
      organizationId: organization.id,
      emailAddress: 'a@b.test',
      role: 'org:member',
    });
    expect((await clerk.organizations.getInstanceOrganizationInvitationList({ status: 'pending' })).totalCount).toBe(1);
    expect(
      (await clerk.organizations.getPendingOrganizationInvitationList({ organizationId: organization.id })).totalCount,
    ).toBe(1);
    const connection = await clerk.enterpriseConnections.createEnterpriseConnection({
      name: 'x',
      provider: 'saml_custom',
      domains: ['x.test'],
    });
    expect((await clerk.enterpriseConnections.createTestRun(connection.id)).url).toContain(emulator.url);
    expect((await clerk.enterpriseConnections.getTestRunList(connection.id)).totalCount).toBe(1);
    const email = await clerk.emails.create({
      to: { address: 'a@b.test' },
      from: { address: 'x@y.test' },
      subject: 'Hi',
      text: 'Hello',
    });
    expect((await clerk.emails.get(email.id)).subject).toBe('Hi');
    const app = await clerk.oauthApplications.create({ name: 'Partner' });
    const file = new Blob([Buffer.from('iVBORw0KGgo=', 'base64')], { type: 'image/png' });
    expect((await clerk.oauthApplications.updateLogo(app.id, { file })).clientImageUrl).toContain('/images/');
    const task = await clerk.agentTasks.create({
      onBehalfOf: { userId },
      permissions: '*',
      agentName: 'a',
      taskDescription: 't',
      redirectUrl: 'http://localhost:1/',
    });
    await clerk.agentTasks.revoke(task.agentTaskId);
    expect(
      await clerk.sessions
        .verifySession((await clerk.sessions.createSession({ userId })).id, (await emulator.signIn(userId)).token)
        .catch((error: unknown) => error),
    ).toMatchObject({ status: 401 });
  });
});
