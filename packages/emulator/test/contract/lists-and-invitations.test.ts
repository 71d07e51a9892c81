import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';
import { expectAllMethodsCalled, expectAsDescribed, refusal, scenario } from './two-clients.js';

describe('lists, invitations and templates', () => {
  scenario('identifiers are allowed and blocked', async ({ clerk }) => {
    const allowed = await clerk.allowlistIdentifiers.createAllowlistIdentifier({
      identifier: 'new@example.com',
      notify: true,
    });
    expect(allowed).toMatchObject({ identifierType: 'email_address' });
    expect(allowed.invitationId).toMatch(/^inv_/);
    expect(
      await refusal(
        clerk.allowlistIdentifiers.createAllowlistIdentifier({ identifier: 'new@example.com', notify: false }),
      ),
    ).toEqual([400, 'duplicate_record']);
    expect((await clerk.allowlistIdentifiers.getAllowlistIdentifierList({ limit: 5 })).totalCount).toBe(1);
    await clerk.allowlistIdentifiers.deleteAllowlistIdentifier(allowed.id);
    expect(await refusal(clerk.allowlistIdentifiers.deleteAllowlistIdentifier(allowed.id))).toEqual([
      404,
      'resource_not_found',
    ]);
    const blocked = await clerk.blocklistIdentifiers.createBlocklistIdentifier({ identifier: '+15555550100' });
    expect(blocked.identifierType).toBe('phone_number');
    expect((await clerk.blocklistIdentifiers.getBlocklistIdentifierList()).data).toHaveLength(1);
    expect(await clerk.blocklistIdentifiers.deleteBlocklistIdentifier(blocked.id)).toMatchObject({ deleted: true });
  });

  scenario('people are invited, and invitations revoked', async ({ clerk, emulator }) => {
    const one = await clerk.invitations.createInvitation({
      emailAddress: 'One@example.com',
      publicMetadata: { a: 1 },
      expiresInDays: 2,
    });
    expect(one).toMatchObject({ emailAddress: 'one@example.com', status: 'pending' });
    expect(await refusal(clerk.invitations.createInvitation({ emailAddress: 'one@example.com' }))).toEqual([
      400,
      'duplicate_record',
    ]);
    expect(await refusal(clerk.invitations.createInvitation({ emailAddress: 'ada@example.com' }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    await clerk.invitations.createInvitation({ emailAddress: 'one@example.com', ignoreExisting: true });
    const bulk = await clerk.invitations.createInvitationBulk([
      { emailAddress: 'two@example.com' },
      { emailAddress: 'three@example.com' },
    ]);
    expect(bulk).toHaveLength(2);
    expect((await clerk.invitations.revokeInvitation(one.id)).status).toBe('revoked');
    expect(await refusal(clerk.invitations.revokeInvitation(one.id))).toEqual([400, 'invitation_already_revoked']);
    expect(await refusal(clerk.invitations.revokeInvitation('inv_none'))).toEqual([404, 'resource_not_found']);
    expect(await clerk.invitations.deleteInvitation(one.id)).toMatchObject({ id: one.id, deleted: true });
    expect(await refusal(clerk.invitations.deleteInvitation(one.id))).toEqual([404, 'resource_not_found']);
    expect(await refusal(clerk.invitations.revokeInvitation(one.id))).toEqual([404, 'resource_not_found']);
    expect(
      (await clerk.invitations.getInvitationList({ status: 'pending', orderBy: 'email_address' })).data.map(
        ({ emailAddress }) => emailAddress,
      ),
    ).toEqual(['one@example.com', 'three@example.com', 'two@example.com']);
    emulator.clock.advance(31 * 24 * 60 * 60 * 1000);
    expect((await clerk.invitations.getInvitationList({ query: 'two', status: 'expired' })).totalCount).toBe(1);
  });

  scenario('redirect URLs are kept', async ({ clerk }) => {
    const url = await clerk.redirectUrls.createRedirectUrl({ url: 'myapp://callback' });
    expect(await refusal(clerk.redirectUrls.createRedirectUrl({ url: 'myapp://callback' }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    expect(await refusal(clerk.redirectUrls.createRedirectUrl({ url: 'no url' }))).toEqual([
      422,
      'form_param_format_invalid',
    ]);
    expect((await clerk.redirectUrls.getRedirectUrl(url.id)).url).toBe('myapp://callback');
    expect((await clerk.redirectUrls.getRedirectUrlList()).totalCount).toBe(1);
    await clerk.redirectUrls.deleteRedirectUrl(url.id);
    expect(await refusal(clerk.redirectUrls.getRedirectUrl(url.id))).toEqual([404, 'resource_not_found']);
  });

  scenario('a waitlist is joined, and its people invited or rejected', async ({ clerk }) => {
    const entry = await clerk.waitlistEntries.create({ emailAddress: 'w@example.com' });
    expect((await clerk.waitlistEntries.create({ emailAddress: 'W@example.com', notify: false })).id).toBe(entry.id);
    const [second, third] = await clerk.waitlistEntries.createBulk([
      { emailAddress: 'x@example.com' },
      { emailAddress: 'y@example.com' },
    ]);
    expect((await clerk.waitlistEntries.invite(entry.id)).invitation?.status).toBe('pending');
    expect((await clerk.waitlistEntries.reject(second?.id ?? '')).status).toBe('rejected');
    expect(await refusal(clerk.waitlistEntries.reject(second?.id ?? ''))).toEqual([
      409,
      'waitlist_entry_already_rejected',
    ]);
    expect(await refusal(clerk.waitlistEntries.delete(entry.id))).toEqual([409, 'waitlist_entry_already_invited']);
    await clerk.waitlistEntries.delete(third?.id ?? '');
    expect((await clerk.waitlistEntries.list({ status: 'invited', orderBy: '-created_at' })).totalCount).toBe(1);
    expect((await clerk.waitlistEntries.list({ query: 'x@' })).data[0]?.status).toBe('rejected');
  });

  scenario('JWT templates fill claims from the user', async ({ clerk, emulator }) => {
    const template = await clerk.jwtTemplates.create({
      name: 'billing',
      claims: {
        email: '{{user.primary_email_address}}',
        hello: 'Hi {{user.first_name}}!',
        meta: '{{user.public_metadata}}',
        none: '{{user.nothing}}',
        deep: { list: ['{{user.id}}'] },
      },
      lifetime: 90,
    });
    expect(await refusal(clerk.jwtTemplates.create({ name: 'billing', claims: {} }))).toEqual([
      422,
      'form_identifier_exists',
    ]);
    expect(await refusal(clerk.jwtTemplates.create({ name: 'x', claims: { sub: 'me' } }))).toEqual([
      422,
      'jwt_template_reserved_claim',
    ]);
    expect(await refusal(clerk.jwtTemplates.create({ name: 'x', claims: {}, lifetime: 1 }))).toEqual([
      422,
      'form_param_value_invalid',
    ]);
    const userId = emulator.users[0]?.id ?? '';
    const { id: sessionId } = await clerk.sessions.createSession({ userId });
    const { jwt } = await clerk.sessions.getToken(sessionId, 'billing');
    expect(decodeJwt(jwt)).toMatchObject({
      sub: userId,
      email: 'ada@example.com',
      hello: 'Hi Ada!',
      meta: { role: 'admin' },
      none: null,
      deep: { list: [userId] },
    });
    expect(await refusal(clerk.sessions.getToken(sessionId, 'unknown'))).toEqual([404, 'resource_not_found']);
    await clerk.jwtTemplates.update({
      templateId: template.id,
      name: 'billing',
      claims: { a: 1 },
      customSigningKey: true,
      signingAlgorithm: 'HS256',
      signingKey: 'a-secret-that-is-long-enough-for-it',
    });
    expect((await clerk.jwtTemplates.get(template.id)).signingAlgorithm).toBe('HS256');
    expect(decodeJwt((await clerk.sessions.getToken(sessionId, 'billing')).jwt)).toMatchObject({ a: 1 });
    expect((await clerk.jwtTemplates.list()).totalCount).toBe(1);
    await clerk.jwtTemplates.delete(template.id);
    expect(await refusal(clerk.jwtTemplates.get(template.id))).toEqual([404, 'resource_not_found']);
  });

  expectAsDescribed();
  expectAllMethodsCalled(
    'allowlistIdentifiers',
    'blocklistIdentifiers',
    'invitations',
    'redirectUrls',
    'waitlistEntries',
    'jwtTemplates',
  );
});
