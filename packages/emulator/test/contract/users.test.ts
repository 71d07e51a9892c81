import { decodeJwt } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { describe, expect } from 'vitest';
import { expectAllMethodsCalled, expectAsDescribed, refusal, scenario } from './two-clients.js';

const png = () => new Blob([Buffer.from('iVBORw0KGgo=', 'base64')], { type: 'image/png' });

describe('users, addresses and sessions', () => {
  scenario('users are created, found, counted, changed and deleted', async ({ clerk }) => {
    const kay = await clerk.users.createUser({
      emailAddress: ['Kay@Example.com', 'second@example.com'],
      phoneNumber: ['+15555550123'],
      username: 'kay',
      password: 'a-very-long-password',
      firstName: 'Kay',
      lastName: 'McNulty',
      externalId: 'ext_kay',
      publicMetadata: { a: { b: 1 } },
      createdAt: new Date('2026-05-01T00:00:00Z'),
      timezone: 'Europe/Dublin',
    });
    expect(kay).toMatchObject({ username: 'kay', passwordEnabled: true, externalId: 'ext_kay' });
    expect(kay).toMatchObject({ timezone: 'Europe/Dublin', deprovisioned: false });
    expect((await clerk.users.updateUser(kay.id, { timezone: 'Europe/Rome' })).timezone).toBe('Europe/Rome');
    expect(kay.emailAddresses.map(({ emailAddress }) => emailAddress)).toEqual([
      'kay@example.com',
      'second@example.com',
    ]);
    expect(kay.phoneNumbers[0]?.phoneNumber).toBe('+15555550123');
    expect(kay.primaryPhoneNumberId).toBe(kay.phoneNumbers[0]?.id);
    expect(await refusal(clerk.users.createUser({ emailAddress: ['kay@example.com'] }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    expect(
      await refusal(clerk.users.createUser({ emailAddress: ['z@example.com'], phoneNumber: ['+15555550123'] })),
    ).toEqual([422, 'form_identifier_exists']);
    expect(await refusal(clerk.users.createUser({ emailAddress: ['z@example.com'], password: 'short' }))).toEqual([
      422,
      'form_password_length_too_short',
    ]);
    expect(await refusal(clerk.users.createUser({}))).toEqual([422, 'form_data_missing']);

    expect((await clerk.users.getUser(kay.id)).fullName).toBe('Kay McNulty');
    expect(await refusal(clerk.users.getUser('user_none'))).toEqual([404, 'resource_not_found']);
    const only = async (params: Parameters<typeof clerk.users.getUserList>[0]) => {
      const { data, totalCount } = await clerk.users.getUserList(params);
      expect(totalCount).toBe(data.length);
      return data.map(({ firstName }) => firstName);
    };
    expect(await only({ emailAddress: ['second@example.com'] })).toEqual(['Kay']);
    expect(await only({ phoneNumber: ['+15555550123'] })).toEqual(['Kay']);
    expect(await only({ externalId: ['ext_kay'] })).toEqual(['Kay']);
    expect(await only({ userId: [`-${kay.id}`], orderBy: 'first_name' })).toEqual(['Ada', 'Alan', 'Grace']);
    expect(await only({ query: 'mcn' })).toEqual(['Kay']);
    expect(await only({ username: ['kay', 'ada'], orderBy: '-username' })).toEqual(['Kay', 'Ada']);
    expect(await only({ createdAtBefore: Date.parse('2026-05-02T00:00:00Z') })).toEqual(['Kay']);
    expect(
      (await clerk.users.getUserList({ limit: 2, offset: 1, orderBy: 'first_name' })).data.map(
        ({ firstName }) => firstName,
      ),
    ).toEqual(['Alan', 'Grace']);
    expect(await refusal(clerk.users.getUserList({ limit: 1000 }))).toEqual([422, 'form_param_format_invalid']);
    expect(await clerk.users.getCount({ query: 'example' })).toBe(4);

    expect(
      (await clerk.users.updateUser(kay.id, { firstName: 'Kathleen', publicMetadata: { c: 2 } })).publicMetadata,
    ).toEqual({ c: 2 });
    expect(
      (await clerk.users.updateUserMetadata(kay.id, { publicMetadata: { d: { e: 1 } }, privateMetadata: { p: 1 } }))
        .publicMetadata,
    ).toEqual({ c: 2, d: { e: 1 } });
    expect((await clerk.users.replaceUserMetadata(kay.id, { publicMetadata: { f: 1 } })).publicMetadata).toEqual({
      f: 1,
    });
    expect((await clerk.users.updateUserProfileImage(kay.id, { file: png() })).hasImage).toBe(true);
    expect((await clerk.users.deleteUserProfileImage(kay.id)).hasImage).toBe(false);
    await clerk.users.deleteUser(kay.id);
    expect(await refusal(clerk.users.deleteUser(kay.id))).toEqual([404, 'resource_not_found']);
    expect(await only({ phoneNumber: ['+15555550123'] })).toEqual([]);
  });

  scenario('passwords, bans, locks and second factors', async ({ clerk, emulator }) => {
    const userId = emulator.users[0]?.id ?? '';
    expect(await clerk.users.verifyPassword({ userId, password: 'ada-demo-password' })).toEqual({ verified: true });
    expect(await refusal(clerk.users.verifyPassword({ userId, password: 'wrong' }))).toEqual([
      422,
      'incorrect_password',
    ]);
    const session = await clerk.sessions.createSession({ userId });
    expect((await clerk.users.banUser(userId)).banned).toBe(true);
    expect((await clerk.sessions.getSession(session.id)).status).toBe('revoked');
    expect(await refusal(clerk.sessions.createSession({ userId }))).toEqual([403, 'user_banned']);
    expect((await clerk.users.unbanUser(userId)).banned).toBe(false);
    expect((await clerk.users.lockUser(userId)).locked).toBe(true);
    expect((await clerk.users.unlockUser(userId)).locked).toBe(false);
    const graceId = emulator.users[1]?.id ?? '';
    expect((await clerk.users.removePassword(graceId)).passwordEnabled).toBe(false);
    expect(await refusal(clerk.users.verifyPassword({ userId: graceId, password: 'x' }))).toEqual([
      400,
      'no_password_set',
    ]);
    await clerk.users.setPasswordCompromised(userId, { revokeAllSessions: true });
    await clerk.users.unsetPasswordCompromised(userId);
    expect(await refusal(clerk.users.verifyTOTP({ userId, code: '123456' }))).toEqual([400, 'totp_disabled']);
    await clerk.users.disableUserMFA(userId);
    await clerk.users.deleteUserTOTP(userId);
    await clerk.users.deleteUserBackupCodes(userId);
    expect(await refusal(clerk.users.deleteUserPasskey({ userId, passkeyIdentificationId: 'idn_none' }))).toEqual([
      404,
      'resource_not_found',
    ]);
    expect(await refusal(clerk.users.deleteUserWeb3Wallet({ userId, web3WalletIdentificationId: 'idn_none' }))).toEqual(
      [404, 'resource_not_found'],
    );
    expect(await refusal(clerk.users.deleteUserExternalAccount({ userId, externalAccountId: 'eac_none' }))).toEqual([
      404,
      'resource_not_found',
    ]);
    expect((await clerk.users.getUserOauthAccessToken(userId, 'google')).data).toEqual([]);
    expect((await clerk.users.getOrganizationMembershipList({ userId })).totalCount).toBe(0);
    expect((await clerk.users.getOrganizationInvitationList({ userId })).totalCount).toBe(0);
  });

  scenario('second factors are imported', async ({ clerk, emulator }) => {
    const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const kay = await clerk.users.createUser({
      username: 'kay',
      totpSecret,
      backupCodes: ['first-code', 'second-code'],
    });
    expect(kay).toMatchObject({ totpEnabled: true, backupCodeEnabled: true, twoFactorEnabled: true });
    const userId = kay.id;
    const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: emulator.clock.now() });
    expect(await clerk.users.verifyTOTP({ userId, code })).toMatchObject({ code_type: 'totp' });
    expect(await clerk.users.verifyTOTP({ userId, code: 'first-code' })).toMatchObject({ code_type: 'backup_code' });
    expect(await refusal(clerk.users.verifyTOTP({ userId, code: 'first-code' }))).toEqual([422, 'form_code_incorrect']);
    const renewed = await clerk.users.updateUser(userId, { backupCodes: ['third-code'] });
    expect(renewed.backupCodeEnabled).toBe(true);
    const old = clerk.users.verifyTOTP({ userId, code: 'second-code' });
    expect(await refusal(old)).toEqual([422, 'form_code_incorrect']);
    await clerk.users.deleteUserTOTP(userId);
    expect((await clerk.users.getUser(userId)).totpEnabled).toBe(false);
    const refused = [422, 'form_param_format_invalid'];
    expect(await refusal(clerk.users.createUser({ username: 'mary', totpSecret: 'not base32!' }))).toEqual(refused);
    expect(await refusal(clerk.users.createUser({ username: 'mary', backupCodes: ['$2a$10$digest'] }))).toEqual(
      refused,
    );
    expect((await clerk.users.getUserList({ username: ['mary'] })).totalCount).toBe(0);
  });

  scenario('e-mail addresses and phone numbers', async ({ clerk, emulator }) => {
    const userId = emulator.users[0]?.id ?? '';
    const email = await clerk.emailAddresses.createEmailAddress({
      userId,
      emailAddress: 'More@example.com',
      verified: false,
    });
    expect(email.verification?.status).toBe('unverified');
    expect(
      (await clerk.emailAddresses.updateEmailAddress(email.id, { verified: true, primary: true })).verification?.status,
    ).toBe('verified');
    expect((await clerk.users.getUser(userId)).primaryEmailAddressId).toBe(email.id);
    expect((await clerk.emailAddresses.getEmailAddress(email.id)).emailAddress).toBe('more@example.com');
    await clerk.emailAddresses.deleteEmailAddress(email.id);
    expect(await refusal(clerk.emailAddresses.getEmailAddress(email.id))).toEqual([404, 'resource_not_found']);
    const replaced = await clerk.users.replaceUserEmailAddress(userId, { emailAddress: 'only@example.com' });
    expect(replaced.emailAddress).toBe('only@example.com');
    expect((await clerk.users.getUser(userId)).emailAddresses.map(({ id }) => id)).toEqual([replaced.id]);
    expect(await refusal(clerk.users.replaceUserEmailAddress(userId, { emailAddress: 'grace@example.com' }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    const called = await clerk.users.replaceUserPhoneNumber(userId, { phoneNumber: '+15555550199' });
    expect((await clerk.users.getUser(userId)).primaryPhoneNumberId).toBe(called.id);
    await clerk.phoneNumbers.deletePhoneNumber(called.id);
    const phone = await clerk.phoneNumbers.createPhoneNumber({
      userId,
      phoneNumber: '+1 (555) 555-0101',
      verified: true,
    });
    expect(phone.phoneNumber).toBe('+15555550101');
    expect(await refusal(clerk.phoneNumbers.createPhoneNumber({ userId, phoneNumber: '555' }))).toEqual([
      422,
      'form_param_format_invalid',
    ]);
    expect(await refusal(clerk.phoneNumbers.createPhoneNumber({ userId, phoneNumber: '+15555550101' }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    expect(
      (await clerk.phoneNumbers.updatePhoneNumber(phone.id, { reservedForSecondFactor: true })).reservedForSecondFactor,
    ).toBe(true);
    expect((await clerk.users.getUser(userId)).twoFactorEnabled).toBe(true);
    expect((await clerk.phoneNumbers.getPhoneNumber(phone.id)).id).toBe(phone.id);
    await clerk.phoneNumbers.deletePhoneNumber(phone.id);
    expect((await clerk.users.getUser(userId)).primaryPhoneNumberId).toBeNull();
  });

  scenario('sessions carry the organization and its permissions', async ({ clerk, emulator }) => {
    const userId = emulator.users[0]?.id ?? '';
    const { id: organizationId } = await clerk.organizations.createOrganization({
      name: 'Acme',
      slug: 'acme',
      createdBy: userId,
    });
    const read = await clerk.organizationPermissions.createOrganizationPermission({ name: 'r', key: 'org:posts:read' });
    const edit = await clerk.organizationPermissions.createOrganizationPermission({ name: 'e', key: 'org:pages:edit' });
    const role = await clerk.organizationRoles.createOrganizationRole({
      name: 'Editor',
      key: 'org:editor',
      description: '',
      permissions: [read.id, edit.id],
    });
    const graceId = emulator.users[1]?.id ?? '';
    await clerk.organizations.createOrganizationMembership({ organizationId, userId: graceId, role: role.key });
    const session = await clerk.sessions.createSession({ userId: graceId, activeOrganizationId: organizationId } as {
      userId: string;
    });
    expect(session.lastActiveOrganizationId).toBe(organizationId);
    const { jwt } = await clerk.sessions.getToken(session.id);
    expect(decodeJwt(jwt)).toMatchObject({
      o: { id: organizationId, slg: 'acme', rol: 'editor', per: 'read,edit', fpm: '1,2' },
      fea: 'o:posts,o:pages',
    });
    expect((await clerk.sessions.getSessionList({ userId: graceId, status: 'active' })).totalCount).toBe(1);
    expect((await clerk.sessions.revokeSession(session.id)).status).toBe('revoked');
    expect(await refusal(clerk.sessions.getToken(session.id))).toEqual([404, 'resource_not_found']);
    const client = await clerk.clients.getClient(session.clientId);
    expect(client.sessions).toEqual([]);
    expect((await clerk.clients.getClientList({ limit: 1 })).totalCount).toBe(1);
    const alive = await clerk.sessions.createSession({ userId });
    expect((await clerk.clients.verifyClient((await clerk.sessions.getToken(alive.id)).jwt)).id).toBe(alive.clientId);
    expect(await refusal(clerk.clients.verifyClient('no token'))).toEqual([400, 'verification_failed']);
    expect(await refusal(clerk.clients.getHandshakePayload({ nonce: 'none' }))).toEqual([404, 'resource_not_found']);
    expect(
      await refusal(
        clerk.sessions.refreshSession(alive.id, {
          expired_token: jwt,
          refresh_token: 'x',
          request_origin: 'http://localhost',
          format: 'token',
        }),
      ),
    ).toEqual([401, 'session_token_invalid']);
    expect(await refusal(clerk.sessions.verifySession(alive.id, 'x'))).toEqual([401, 'authentication_invalid']);
  });

  scenario('tickets sign people in', async ({ clerk, emulator }) => {
    const userId = emulator.users[0]?.id ?? '';
    const token = await clerk.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
    expect(token.status).toBe('pending');
    expect((await clerk.signInTokens.revokeSignInToken(token.id)).status).toBe('revoked');
    expect(await refusal(clerk.signInTokens.revokeSignInToken(token.id))).toEqual([
      400,
      'sign_in_token_cannot_be_revoked',
    ]);
    const actor = await clerk.actorTokens.create({ userId, actor: { sub: 'user_admin' }, expiresInSeconds: 60 });
    expect((await clerk.actorTokens.revoke(actor.id)).status).toBe('revoked');
    const task = await clerk.agentTasks.create({
      onBehalfOf: { userId },
      permissions: '*',
      agentName: 'test',
      taskDescription: 'look',
      redirectUrl: 'http://localhost:3000/',
    });
    expect((await fetch(task.url, { redirect: 'manual' })).status).toBe(307);
    const second = await clerk.agentTasks.create({
      onBehalfOf: { userId },
      permissions: '*',
      agentName: 'test',
      taskDescription: 'look',
      redirectUrl: 'http://localhost:3000/',
    });
    await clerk.agentTasks.revoke(second.agentTaskId);
    expect((await clerk.testingTokens.createTestingToken()).token).toBeTruthy();
    expect((await clerk.jwks.getJwks()).keys).toHaveLength(1);
  });

  expectAsDescribed();
  expectAllMethodsCalled(
    'users',
    'emailAddresses',
    'phoneNumbers',
    'sessions',
    'clients',
    'signInTokens',
    'actorTokens',
    'agentTasks',
    'testingTokens',
    'jwks',
  );
});
