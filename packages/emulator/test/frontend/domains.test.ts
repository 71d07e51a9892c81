import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient } from './browser-client.js';

const password = 'a-demo-password';
const it = emulatorTest({
  log: () => undefined,
  seed: {
    users: ['ada@acme.test', 'grace@acme.test', 'alan@other.test'].map((email_address) => ({
      email_address,
      password,
    })),
    organizations: [{ name: 'Acme', slug: 'acme', members: [{ user: 'ada@acme.test', role: 'org:admin' }] }],
  },
});

let emulator: Emulator;
let ada: BrowserClient;
let organization: string;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  ada = await signedIn('ada@acme.test');
  organization = (await ada.get('/v1/me/organization_memberships')).text('response.0.organization.id');
});

async function signedIn(identifier: string): Promise<BrowserClient> {
  const browser = new BrowserClient(emulator);
  await browser.signIn(identifier, password);
  return browser;
}

const path = (rest = '') => `/v1/organizations/${organization}/domains${rest}`;

/** Adds the domain acme.test and verifies it by a code. */
async function addVerified(mode: string): Promise<string> {
  const id = (await ada.post(path(), { name: 'acme.test' })).text('response.id');
  const address = { affiliation_email_address: 'ada@acme.test' };
  await ada.post(path(`/${id}/prepare_affiliation_verification`), address);
  await ada.post(path(`/${id}/attempt_affiliation_verification`), { code: '424242' });
  await ada.post(path(`/${id}/update_enrollment_mode`), { enrollment_mode: mode, delete_pending: false });
  return id;
}

describe('domains', () => {
  it('are added unverified, verified by a code to one of their addresses, and deleted', async () => {
    const created = await ada.post(path(), { name: 'Acme.test' });
    expect(created.at('response')).toMatchObject({
      object: 'organization_domain',
      name: 'acme.test',
      enrollment_mode: 'manual_invitation',
      verification: null,
      affiliation_email_address: null,
      total_pending_invitations: 0,
    });
    const id = created.text('response.id');
    const early = await ada.post(path(`/${id}/attempt_affiliation_verification`), { code: '424242' });
    expect([early.status, early.code]).toEqual([400, 'verification_missing']);
    const prepare = (address: string) =>
      ada.post(path(`/${id}/prepare_affiliation_verification`), { affiliation_email_address: address });
    const foreign = await prepare('ada@other.test');
    expect([foreign.status, foreign.code, foreign.parameter]).toEqual([
      422,
      'organization_domain_mismatch',
      'affiliation_email_address',
    ]);
    expect((await prepare('ada@acme.test')).at('response.verification')).toMatchObject({
      status: 'unverified',
      strategy: 'affiliation_email_code',
      attempts: 0,
    });
    const wrong = await ada.post(path(`/${id}/attempt_affiliation_verification`), { code: '000000' });
    expect([wrong.status, wrong.code, wrong.parameter]).toEqual([422, 'form_code_incorrect', 'code']);
    const right = await ada.post(path(`/${id}/attempt_affiliation_verification`), { code: '424242' });
    expect(right.at('response.verification')).toMatchObject({ status: 'verified', attempts: 2 });
    expect((await ada.get(path(), { verified: true })).at('response.total_count')).toBe(1);
    expect((await ada.get(path(`/${id}`))).at('response.name')).toBe('acme.test');
    expect((await ada.delete(path(`/${id}`))).at('response.deleted')).toBe(true);
    expect((await ada.get(path(`/${id}`))).status).toBe(404);
    const types = emulator.webhooks.messages.map(({ type }) => type);
    for (const type of ['created', 'updated', 'deleted']) expect(types).toContain(`organizationDomain.${type}`);
  });

  it('fail after three wrong codes, until a new code is sent', async () => {
    const id = (await ada.post(path(), { name: 'acme.test' })).text('response.id');
    const prepare = () =>
      ada.post(path(`/${id}/prepare_affiliation_verification`), { affiliation_email_address: 'ada@acme.test' });
    const attempt = (code: string) => ada.post(path(`/${id}/attempt_affiliation_verification`), { code });
    await prepare();
    for (const code of ['1', '2', '3']) await attempt(code);
    expect((await attempt('424242')).code).toBe('verification_failed');
    await prepare();
    emulator.clock.advance(11 * 60_000);
    expect((await attempt('424242')).code).toBe('verification_expired');
    await prepare();
    expect((await attempt('424242')).at('response.verification.status')).toBe('verified');
    expect((await prepare()).code).toBe('verification_already_verified');
  });

  it('refuse a bad name, a common one, one that is taken, and a mode that is switched off', async () => {
    await ada.post(path(), { name: 'acme.test' });
    for (const [name, code] of [
      ['no domain', 'form_param_format_invalid'],
      ['gmail.com', 'organization_domain_common'],
      ['acme.test', 'organization_domain_already_exists'],
    ] as const) {
      const answer = await ada.post(path(), { name });
      expect([answer.status, answer.code, answer.parameter]).toEqual([422, code, 'name']);
    }
    const off = await ada.post(path(), { name: 'b.test', enrollment_mode: 'enterprise_sso' });
    expect([off.status, off.code]).toEqual([403, 'organization_domain_enrollment_mode_not_enabled']);
  });

  it('are added and proved in bulk; a refused one is listed with its code', async () => {
    const added = await ada.post(path('/bulk'), { names: ['a.test', 'gmail.com', 'b.test'] });
    expect(added.at('response')).toMatchObject({
      data: [{ name: 'a.test' }, { name: 'b.test' }],
      errors: [{ name: 'gmail.com', code: 'organization_domain_common' }],
    });
    const ids = [added.text('response.data.0.id'), 'orgdmn_unknown'];
    const prepared = await ada.post(path('/prepare_ownership_verification/bulk'), { organization_domain_ids: ids });
    expect(prepared.at('response')).toMatchObject({
      data: [{ ownership_verification: { status: 'unverified', strategy: 'txt_record' } }],
      errors: [{ id: 'orgdmn_unknown', code: 'resource_not_found' }],
    });
    const attempted = await ada.post(path('/attempt_ownership_verification/bulk'), { organization_domain_ids: ids });
    expect(attempted.at('response.data.0.ownership_verification.status')).toBe('verified');
    expect((await ada.post(path(`/${ids[0] ?? ''}/attempt_ownership_verification`))).code).toBe(
      'verification_already_verified',
    );
  });
});

describe('enrollment', () => {
  it('invites users whose verified address is at the domain, and takes the invitations back', async () => {
    const id = await addVerified('automatic_invitation');
    expect((await ada.get(path(`/${id}`))).at('response.total_pending_invitations')).toBe(1);
    const grace = await signedIn('grace@acme.test');
    const invitations = await grace.get('/v1/me/organization_invitations', { status: 'pending' });
    expect(invitations.at('response.data.0')).toMatchObject({ email_address: 'grace@acme.test', role: 'org:member' });
    const alan = await signedIn('alan@other.test');
    expect((await alan.get('/v1/me/organization_invitations')).at('response.total_count')).toBe(0);
    await ada.post(path(`/${id}/update_enrollment_mode`), {
      enrollment_mode: 'manual_invitation',
      delete_pending: true,
    });
    const left = await grace.get('/v1/me/organization_invitations', { status: 'pending' });
    expect(left.at('response.total_count')).toBe(0);
  });

  it('suggests the organization; the user asks, a manager accepts', async () => {
    await addVerified('automatic_suggestion');
    const grace = await signedIn('grace@acme.test');
    const suggestions = await grace.get('/v1/me/organization_suggestions', { status: ['pending', 'accepted'] });
    expect(suggestions.at('response.data.0')).toMatchObject({
      object: 'organization_suggestion',
      status: 'pending',
      public_organization_data: { slug: 'acme' },
    });
    const accept = `/v1/me/organization_suggestions/${suggestions.text('response.data.0.id')}/accept`;
    const alan = await signedIn('alan@other.test');
    expect((await alan.post(accept)).status).toBe(404);
    const answers = await Promise.all([grace.post(accept), grace.post(accept)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 400)?.code).toBe('organization_suggestion_already_accepted');
    const requests = `/v1/organizations/${organization}/membership_requests`;
    const waiting = await ada.get(requests, { status: 'pending' });
    expect(waiting.at('response')).toMatchObject({
      data: [{ status: 'pending', public_user_data: { identifier: 'grace@acme.test' } }],
      total_count: 1,
    });
    const request = `${requests}/${waiting.text('response.data.0.id')}`;
    expect((await ada.post(`${request}/accept`)).at('response.status')).toBe('accepted');
    expect((await ada.post(`${request}/reject`)).code).toBe('organization_membership_request_not_pending');
    expect((await grace.get('/v1/me/organization_memberships')).at('response.0.role')).toBe('org:member');
  });

  it('lets a manager reject a request', async () => {
    await addVerified('automatic_suggestion');
    const grace = await signedIn('grace@acme.test');
    const suggestion = (await grace.get('/v1/me/organization_suggestions')).text('response.data.0.id');
    await grace.post(`/v1/me/organization_suggestions/${suggestion}/accept`);
    const requests = `/v1/organizations/${organization}/membership_requests`;
    const request = (await ada.get(requests)).text('response.data.0.id');
    expect((await ada.post(`${requests}/${request}/reject`)).at('response.status')).toBe('rejected');
    expect((await grace.get('/v1/me/organization_memberships')).at('response')).toEqual([]);
  });

  it('reaches users who sign up after the domain was verified', async () => {
    await addVerified('automatic_suggestion');
    await fetch(`${emulator.url}/v1/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email_address: ['new@acme.test'], password }),
    });
    const fresh = await signedIn('new@acme.test');
    expect((await fresh.get('/v1/me/organization_suggestions')).at('response.total_count')).toBe(1);
  });

  it('follows a domain that a server program adds, and counts what it created; a deleted user no longer asks', async () => {
    const backend = async (method: string, rest: string, body?: object) => {
      const response = await fetch(`${emulator.url}/v1/${rest}`, {
        method,
        headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return (await response.json()) as unknown;
    };
    const wanted = { name: 'acme.test', enrollment_mode: 'automatic_suggestion', verified: true };
    expect(await backend('POST', `organizations/${organization}/domains`, wanted)).toMatchObject({
      total_pending_suggestions: 1,
      total_pending_invitations: 0,
    });
    const grace = await signedIn('grace@acme.test');
    const suggestion = (await grace.get('/v1/me/organization_suggestions')).text('response.data.0.id');
    await grace.post(`/v1/me/organization_suggestions/${suggestion}/accept`);
    await backend('DELETE', `users/${(await grace.get('/v1/me')).text('response.id')}`);
    const requests = await ada.get(`/v1/organizations/${organization}/membership_requests`);
    expect(requests.at('response')).toEqual({ data: [], total_count: 0 });
  });
});
