import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, claimsOf } from './browser-client.js';

const password = 'a-demo-password';
const people = ['ada', 'grace', 'alan'] as const;
const it = emulatorTest({
  log: () => undefined,
  seed: { users: people.map((name) => ({ email_address: `${name}@acme.test`, password, first_name: name })) },
});

let emulator: Emulator;
let ada: BrowserClient;
let grace: BrowserClient;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  ada = await signedIn('ada');
  grace = await signedIn('grace');
});

async function signedIn(name: string): Promise<BrowserClient> {
  const browser = new BrowserClient(emulator);
  await browser.signIn(`${name}@acme.test`, password);
  return browser;
}

/** Creates an organization of ada. */
async function createAcme(): Promise<string> {
  return (await ada.post('/v1/organizations', { name: 'Acme', slug: 'acme' })).text('response.id');
}

/** Makes grace a member without permissions to manage others. */
async function inviteGrace(id: string, role = 'org:member'): Promise<void> {
  const invited = await ada.post(`/v1/organizations/${id}/invitations`, { email_address: 'grace@acme.test', role });
  await grace.post(`/v1/me/organization_invitations/${invited.text('response.id')}/accept`);
}

async function userIdOf(browser: BrowserClient): Promise<string> {
  return (await browser.get('/v1/me')).text('response.id');
}

const types = () => emulator.webhooks.messages.map(({ type }) => type);

describe('organizations', () => {
  it('are created with their creator as administrator, and the answer has the whole client', async () => {
    const created = await ada.post('/v1/organizations', { name: 'Acme', slug: 'acme' });
    expect(created.status).toBe(200);
    expect(created.at('response')).toMatchObject({ object: 'organization', slug: 'acme', members_count: 1 });
    expect(created.at('client.sessions.0.user.organization_memberships.0')).toMatchObject({
      role: 'org:admin',
      organization: { id: created.text('response.id') },
    });
    expect(types()).toEqual(expect.arrayContaining(['organization.created', 'organizationMembership.created']));
  });

  it('refuse a missing name, a bad slug and a slug that is taken, naming the field', async () => {
    await createAcme();
    for (const [form, code, field] of [
      [{ slug: 'x' }, 'form_param_missing', 'name'],
      [{ name: 'X', slug: 'No Slug' }, 'form_param_format_invalid', 'slug'],
      [{ name: 'X', slug: 'acme' }, 'form_identifier_exists', 'slug'],
    ] as const) {
      const answer = await grace.post('/v1/organizations', form);
      expect([answer.status, answer.code, answer.parameter]).toEqual([422, code, field]);
    }
  });

  it('are limited for a user, also when two calls come at once', async () => {
    const id = await userIdOf(ada);
    await fetch(`${emulator.url}/v1/users/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ create_organizations_limit: 1 }),
    });
    const answers = await Promise.all([1, 2].map((n) => ada.post('/v1/organizations', { name: `Acme ${String(n)}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(answers.find(({ status }) => status === 403)?.code).toBe('organization_quota_exceeded');
  });

  it('of others are not found, whatever is called', async () => {
    const id = await createAcme();
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['PUT', '/logo'],
      ['GET', '/memberships'],
      ['POST', '/memberships'],
      ['GET', '/invitations'],
      ['POST', '/invitations'],
      ['POST', '/invitations/bulk'],
      ['GET', '/domains'],
      ['POST', '/domains'],
      ['GET', '/roles'],
      ['GET', '/membership_requests'],
    ] as const) {
      const answer = await grace.call(method, `/v1/organizations/${id}${path}`);
      expect([path, answer.status, answer.code]).toEqual([path, 404, 'organization_not_found_or_unauthorized']);
    }
  });

  it('let members read, and refuse with 403 what the role has no permission for', async () => {
    const id = await createAcme();
    await inviteGrace(id);
    expect((await grace.get(`/v1/organizations/${id}/memberships`)).at('response.total_count')).toBe(2);
    expect((await grace.get(`/v1/organizations/${id}/roles`)).at('response.has_role_set_migration')).toBe(false);
    for (const [method, path, form = {}] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['PATCH', `/memberships/${await userIdOf(ada)}`, { role: 'org:admin' }],
      ['DELETE', `/memberships/${await userIdOf(ada)}`],
      ['POST', '/invitations'],
      ['GET', '/invitations'],
      ['POST', '/domains'],
      ['GET', '/membership_requests'],
    ] as const) {
      const answer = await grace.call(method, `/v1/organizations/${id}${path}`, { form });
      expect([path, answer.status, answer.code]).toEqual([path, 403, 'missing_organization_permission']);
    }
  });

  it('are renamed, get a logo, and are deleted in every session', async () => {
    const id = await createAcme();
    await inviteGrace(id);
    await grace.post(`/v1/client/sessions/${grace.sessionId ?? ''}/touch`, { active_organization_id: id });
    expect((await ada.patch(`/v1/organizations/${id}`, { name: 'Acme 2' })).at('response.name')).toBe('Acme 2');
    const file = new File(['png'], 'logo.png', { type: 'image/png' });
    const logo = await ada.call('PUT', `/v1/organizations/${id}/logo`, { file });
    expect(logo.at('response.has_image')).toBe(true);
    expect((await ada.delete(`/v1/organizations/${id}/logo`)).at('response.deleted')).toBe(true);
    const gone = await ada.delete(`/v1/organizations/${id}`);
    expect(gone.at('response')).toMatchObject({ object: 'organization', id, deleted: true });
    const client = await grace.get('/v1/client');
    expect(client.at('response.sessions.0.last_active_organization_id')).toBeNull();
    expect(client.at('response.sessions.0.user.organization_memberships')).toEqual([]);
  });

  it('are refused where the settings switch them off', async () => {
    await fetch(`${emulator.url}/v1/instance/organization_settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ enabled: false }),
    });
    const answer = await ada.post('/v1/organizations', { name: 'Acme' });
    expect([answer.status, answer.code]).toEqual([403, 'organization_not_enabled_in_instance']);
  });

  it('are refused without a session, and for the session of another browser', async () => {
    const stranger = new BrowserClient(emulator);
    expect((await stranger.post('/v1/organizations', { name: 'X' })).status).toBe(401);
    const foreign = await grace.call('GET', '/v1/me/organization_memberships', { sessionId: ada.sessionId ?? '' });
    expect([foreign.status, foreign.code]).toEqual([401, 'signed_out']);
  });
});

describe('members', () => {
  it('get other roles and are removed; the last manager stays, also when two leave at once', async () => {
    const id = await createAcme();
    await inviteGrace(id);
    const graceId = await userIdOf(grace);
    const adaId = await userIdOf(ada);
    const refused = await ada.delete(`/v1/me/organization_memberships/${id}`);
    expect([refused.status, refused.code]).toEqual([400, 'organization_minimum_permissions_needed']);
    const promoted = await ada.patch(`/v1/organizations/${id}/memberships/${graceId}`, { role: 'org:admin' });
    expect(promoted.at('response')).toMatchObject({ role: 'org:admin', role_name: 'Admin' });
    const left = await Promise.all(
      [ada, grace].map((browser) => browser.delete(`/v1/me/organization_memberships/${id}`)),
    );
    expect(left.map(({ status }) => status).sort()).toEqual([200, 400]);
    const manager = left[0]?.status === 200 ? grace : ada;
    const other = manager === ada ? graceId : adaId;
    const unknown = await manager.patch(`/v1/organizations/${id}/memberships/${other}`, { role: 'org:member' });
    expect(unknown.status).toBe(404);
    expect(types()).toEqual(
      expect.arrayContaining(['organizationMembership.updated', 'organizationMembership.deleted']),
    );
  });

  it('are listed for the user with and without a count, and filtered', async () => {
    const id = await createAcme();
    await inviteGrace(id);
    const list = await grace.get('/v1/me/organization_memberships', { paginated: true, limit: 10, offset: 0 });
    expect(list.at('response.total_count')).toBe(1);
    expect(list.at('client')).toBeNull();
    expect((await grace.get('/v1/me/organization_memberships')).at('response.0.role')).toBe('org:member');
    const admins = await ada.get(`/v1/organizations/${id}/memberships`, { role: 'org:admin', paginated: true });
    expect(admins.at('response.data.0.public_user_data.identifier')).toBe('ada@acme.test');
    expect(admins.at('response.total_count')).toBe(1);
  });

  it('are added by their id, up to the limit of the organization', async () => {
    const id = await createAcme();
    const form = { user_id: await userIdOf(grace), role: 'org:member' };
    expect((await ada.post(`/v1/organizations/${id}/memberships`, form)).at('response.role')).toBe('org:member');
    const again = await ada.post(`/v1/organizations/${id}/memberships`, form);
    expect([again.status, again.code]).toEqual([400, 'already_a_member_in_organization']);
  });
});

describe('invitations', () => {
  it('are sent in bulk with repeated keys; an empty last entry is ignored', async () => {
    const id = await createAcme();
    const bulk = await ada.post(`/v1/organizations/${id}/invitations/bulk`, {
      email_address: ['grace@acme.test', 'new@acme.test', ''],
      role: 'org:member',
    });
    expect(bulk.status).toBe(200);
    expect(bulk.at('response')).toMatchObject([
      { email_address: 'grace@acme.test', status: 'pending', role_name: 'Member', url: null },
      { email_address: 'new@acme.test', public_organization_data: { slug: 'acme' } },
    ]);
    expect(types().filter((type) => type === 'organizationInvitation.created')).toHaveLength(2);
    expect(
      (await ada.get(`/v1/organizations/${id}/invitations`, { status: 'pending' })).at('response.total_count'),
    ).toBe(2);
    expect((await ada.get(`/v1/organizations/${id}/invitations/pending`)).at('response.1.status')).toBe('pending');
    expect(
      (await ada.get('/v1/client')).at('response.sessions.0.user.organization_memberships.0.organization'),
    ).toMatchObject({
      pending_invitations_count: 2,
    });
  });

  it('of a bulk call are all refused if one address is wrong, invited or a member', async () => {
    const id = await createAcme();
    const invite = (addresses: readonly string[]) =>
      ada.post(`/v1/organizations/${id}/invitations/bulk`, { email_address: addresses, role: 'org:member' });
    const bad = await invite(['grace@acme.test', 'no address']);
    expect([bad.status, bad.code, bad.parameter]).toEqual([422, 'form_param_format_invalid', 'email_address']);
    expect((await invite([''])).parameter).toBe('email_address');
    const member = await invite(['grace@acme.test', 'ada@acme.test']);
    expect(member.code).toBe('already_a_member_in_organization');
    await invite(['grace@acme.test']);
    const twice = await invite(['alan@acme.test', 'grace@acme.test']);
    expect(twice.code).toBe('duplicate_record');
    expect((await ada.get(`/v1/organizations/${id}/invitations`)).at('response.total_count')).toBe(1);
  });

  it('to one address at once are sent once', async () => {
    const id = await createAcme();
    const form = { email_address: 'grace@acme.test', role: 'org:member' };
    const answers = await Promise.all([1, 2, 3].map(() => ada.post(`/v1/organizations/${id}/invitations`, form)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  it('are accepted once, by the invited person only', async () => {
    const id = await createAcme();
    const form = { email_address: 'grace@acme.test', role: 'org:member' };
    const invitation = (await ada.post(`/v1/organizations/${id}/invitations`, form)).text('response.id');
    const alan = await signedIn('alan');
    expect((await alan.post(`/v1/me/organization_invitations/${invitation}/accept`)).status).toBe(404);
    const mine = await grace.get('/v1/me/organization_invitations', { status: 'pending' });
    expect(mine.at('response.data.0.public_organization_data.name')).toBe('Acme');
    const answers = await Promise.all(
      [1, 2].map(() => grace.post(`/v1/me/organization_invitations/${invitation}/accept`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await grace.get('/v1/me/organization_memberships', { paginated: true })).at('response.total_count')).toBe(
      1,
    );
    expect(types()).toContain('organizationInvitation.accepted');
  });

  it('are revoked once, and can then not be accepted', async () => {
    const id = await createAcme();
    const form = { email_address: 'grace@acme.test', role: 'org:member' };
    const invitation = (await ada.post(`/v1/organizations/${id}/invitations`, form)).text('response.id');
    const revoke = () => ada.post(`/v1/organizations/${id}/invitations/${invitation}/revoke`);
    expect((await revoke()).at('response.status')).toBe('revoked');
    expect((await revoke()).code).toBe('organization_invitation_not_pending');
    const late = await grace.post(`/v1/me/organization_invitations/${invitation}/accept`);
    expect([late.status, late.code]).toEqual([400, 'organization_invitation_not_pending']);
  });
});

describe('the active organization', () => {
  it('is chosen by touch, is in the token, and is cleared by an empty value and by leaving', async () => {
    const id = await createAcme();
    const session = ada.sessionId ?? '';
    const touched = await ada.post(`/v1/client/sessions/${session}/touch`, {
      active_organization_id: id,
      intent: 'select_org',
    });
    expect(touched.at('response.last_active_organization_id')).toBe(id);
    const token = async (form = {}) =>
      claimsOf((await ada.post(`/v1/client/sessions/${session}/tokens`, form)).text('jwt'));
    expect((await token())['o']).toMatchObject({ id, slg: 'acme', rol: 'admin' });
    expect((await token({ organization_id: '' }))['o']).toBeUndefined();
    await ada.post(`/v1/client/sessions/${session}/touch`, { intent: 'focus' });
    expect((await token())['o']).toMatchObject({ id });
    const personal = await ada.post(`/v1/client/sessions/${session}/touch`, { active_organization_id: '' });
    expect(personal.at('response.last_active_organization_id')).toBeNull();
    expect((await token())['o']).toBeUndefined();
    expect((await token({ organization_id: id }))['o']).toMatchObject({ id });
  });

  it('must be one of the user: touch and tokens refuse another one and an unknown one', async () => {
    const id = await createAcme();
    for (const wanted of [id, 'org_unknown']) {
      const session = grace.sessionId ?? '';
      const touched = await grace.post(`/v1/client/sessions/${session}/touch`, { active_organization_id: wanted });
      expect([touched.status, touched.code]).toEqual([404, 'organization_not_found_or_unauthorized']);
      const token = await grace.post(`/v1/client/sessions/${session}/tokens`, { organization_id: wanted });
      expect([token.status, token.code]).toEqual([404, 'organization_not_found_or_unauthorized']);
    }
    expect((await grace.get('/v1/client')).at('response.sessions.0.last_active_organization_id')).toBeNull();
  });
});
