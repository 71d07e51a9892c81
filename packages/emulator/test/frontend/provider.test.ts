import { beforeEach, describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

const redirect_url = 'http://localhost:3000/sign-in#/sso-callback';
const action_complete_redirect_url = 'http://localhost:3000/home';
const addresses = { redirect_url, action_complete_redirect_url };

const it = emulatorTest();

let emulator: Emulator;
let browser: BrowserClient;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
});

const signIn = (form: Form = {}) =>
  browser.post('/v1/client/sign_ins', { strategy: 'oauth_google', ...addresses, ...form });
const signUp = (form: Form = {}) =>
  browser.post('/v1/client/sign_ups', { strategy: 'oauth_google', ...addresses, ...form });
const pageOf = (answer: CallAnswer, verification = 'first_factor_verification') =>
  answer.text(`response.${verification}.external_verification_redirect_url`);
const stateOf = (page: string) => new URL(page).searchParams.get('state') ?? '';

/** Chooses a person on the page of the provider. @returns the address of the callback */
async function choose(page: string, form: Form, by = browser): Promise<string> {
  const shown = await by.visit(page);
  expect(shown.status).toBe(200);
  const chosen = await by.visit('/provider', { state: stateOf(page), ...form });
  expect(chosen.status).toBe(303);
  return chosen.headers.get('location') ?? '';
}

/** Chooses a person and follows the callback. @returns where the person ends */
async function visitProvider(page: string, form: Form): Promise<URL> {
  const returned = await browser.visit(await choose(page, form));
  expect(returned.status).toBe(303);
  return new URL(returned.headers.get('location') ?? '');
}

const current = async (name: 'sign_in' | 'sign_up') => (await browser.get('/v1/client')).at(`response.${name}`);

describe('a sign-in at a social provider', () => {
  it('of a known person is complete, and connects the account', async () => {
    const started = await signIn();
    expect(started.at('response')).toMatchObject({
      status: 'needs_identifier',
      first_factor_verification: { object: 'verification_oauth', status: 'unverified', strategy: 'oauth_google' },
    });
    const end = await visitProvider(pageOf(started), { person: 'ada@example.com' });
    expect(end.href.startsWith(action_complete_redirect_url)).toBe(true);
    const client = await browser.get('/v1/client');
    expect(client.at('response.sessions.0.user')).toMatchObject({
      id: emulator.users[0]?.id,
      external_accounts: [{ provider: 'oauth_google', email_address: 'ada@example.com' }],
    });
  });

  it('of an unknown person is transferred to a sign-up, which needs no password', async () => {
    const end = await visitProvider(pageOf(await signIn()), {
      email_address: 'new@example.com',
      email_verified: 'true',
      first_name: 'Nina',
    });
    expect([end.origin + end.pathname, end.hash]).toEqual(['http://localhost:3000/sign-in', '#/sso-callback']);
    expect(await current('sign_in')).toMatchObject({
      first_factor_verification: { status: 'transferable', error: { code: 'external_account_not_found' } },
    });
    const done = await browser.post('/v1/client/sign_ups', { transfer: true });
    expect(done.at('response')).toMatchObject({
      status: 'complete',
      email_address: 'new@example.com',
      first_name: 'Nina',
      verifications: {
        email_address: { object: 'verification_from_oauth', status: 'verified', strategy: 'from_oauth_google' },
        external_account: { status: 'verified' },
      },
    });
    const again = await browser.post('/v1/client/sign_ups', { transfer: true });
    expect([again.status, again.code]).toEqual([400, 'account_transfer_invalid']);
    const back = await visitProvider(pageOf(await signIn()), { email_address: 'new@example.com' });
    expect(back.href.startsWith(action_complete_redirect_url)).toBe(true);
  });

  it('does not take over an account by an address that the provider has not verified', async () => {
    await visitProvider(pageOf(await signIn()), { email_address: 'ada@example.com' });
    expect(await current('sign_in')).toMatchObject({ first_factor_verification: { status: 'transferable' } });
    const transferred = await browser.post('/v1/client/sign_ups', { transfer: true });
    expect(transferred.at('response')).toMatchObject({ status: 'missing_requirements', email_address: null });
  });

  it('says that the person refused', async () => {
    await visitProvider(pageOf(await signIn()), { refuse: 'true' });
    expect(await current('sign_in')).toMatchObject({
      first_factor_verification: { status: 'failed', error: { code: 'oauth_access_denied' } },
    });
  });

  it('returns once, in the browser that started it, with the right code', async () => {
    const page = pageOf(await signIn());
    const callback = await choose(page, { person: 'ada@example.com' });
    const other = new BrowserClient(emulator);
    await other.signIn('grace@example.com', 'grace-demo-password');
    expect((await other.visit(callback)).status).toBe(403);
    expect((await new BrowserClient(emulator).visit(callback)).status).toBe(403);
    const guessed = new URL(callback);
    guessed.searchParams.set('code', 'guessed');
    expect((await browser.visit(guessed.href)).status).toBe(400);
    expect((await browser.visit(callback)).status).toBe(303);
    expect((await browser.visit(callback)).status).toBe(400);
    expect((await browser.get('/v1/client')).at('response.sessions')).toHaveLength(1);
  });

  it('ends late or after a newer visit with an error', async () => {
    const old = pageOf(await signIn());
    emulator.clock.advance(11 * 60_000);
    expect((await browser.visit(old)).status).toBe(400);
    const started = await signIn();
    const callback = await choose(pageOf(started), { person: 'ada@example.com' });
    const id = started.text('response.id');
    await browser.post(`/v1/client/sign_ins/${id}/prepare_first_factor`, { strategy: 'oauth_google', ...addresses });
    expect((await browser.visit(callback)).status).toBe(400);
  });

  it('is offered for providers of the settings and returns to allowed origins only', async () => {
    const unknown = await signIn({ strategy: 'oauth_tiktok' });
    expect([unknown.status, unknown.code]).toEqual([422, 'strategy_for_user_invalid']);
    for (const field of ['redirect_url', 'action_complete_redirect_url']) {
      const hostile = await signIn({ [field]: 'https://evil.example' });
      expect([hostile.status, hostile.code, hostile.parameter]).toEqual([422, 'form_param_value_invalid', field]);
    }
    const missing = await signIn({ redirect_url: null });
    expect([missing.code, missing.parameter]).toEqual(['form_param_missing', 'redirect_url']);
  });
});

describe('a sign-up at a social provider', () => {
  it('of an unknown person is complete', async () => {
    const started = await signUp();
    const end = await visitProvider(pageOf(started, 'verifications.external_account'), {
      email_address: 'new@example.com',
      email_verified: 'true',
    });
    expect(end.href.startsWith(action_complete_redirect_url)).toBe(true);
    expect((await browser.get('/v1/client')).at('response.sessions.0.user.email_addresses.0')).toMatchObject({
      email_address: 'new@example.com',
      verification: { status: 'verified', strategy: 'from_oauth_google' },
    });
  });

  it('of a known person is transferred to a sign-in', async () => {
    const started = await signUp();
    await visitProvider(pageOf(started, 'verifications.external_account'), { person: 'ada@example.com' });
    expect(await current('sign_up')).toMatchObject({
      verifications: { external_account: { status: 'transferable', error: { code: 'external_account_exists' } } },
    });
    const done = await browser.post('/v1/client/sign_ins', { transfer: true });
    expect(done.at('response.status')).toBe('complete');
    expect(done.at('client.sessions.0.user.id')).toBe(emulator.users[0]?.id);
  });
});

describe('enterprise SSO', () => {
  beforeEach(async () => {
    const response = await fetch(`${emulator.url}/v1/enterprise_connections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Big Corp', provider: 'saml_custom', domains: ['corp.example'], active: true }),
    });
    const { id } = (await response.json()) as { readonly id: string };
    await fetch(`${emulator.url}/v1/enterprise_connections/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ active: true }),
    });
  });

  it('leads people of the domain to the connection, and creates their account', async () => {
    const started = await signIn({ strategy: 'enterprise_sso', identifier: 'nina@corp.example' });
    expect(started.at('response.first_factor_verification')).toMatchObject({ object: 'verification_saml' });
    const page = pageOf(started);
    expect(await (await browser.visit(page)).text()).toContain('Big Corp');
    await visitProvider(page, { email_address: 'nina@corp.example', email_verified: 'true' });
    const done = await browser.post('/v1/client/sign_ups', { transfer: true });
    expect(done.at('response')).toMatchObject({ status: 'complete', email_address: 'nina@corp.example' });
  });

  it('refuses other domains, before and after the visit', async () => {
    const foreign = await signIn({ strategy: 'enterprise_sso', identifier: 'nina@other.example' });
    expect([foreign.status, foreign.code, foreign.parameter]).toEqual([422, 'form_identifier_not_found', 'identifier']);
    const started = await signIn({ strategy: 'enterprise_sso', identifier: 'nina@corp.example' });
    const page = pageOf(started);
    const answer = await browser.visit('/provider', { state: stateOf(page), email_address: 'ada@example.com' });
    expect(answer.status).toBe(422);
  });
});
