import { createClerkClient, type ClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { Browser, locationOf } from '../browser.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

const addresses = {
  redirect_url: 'http://localhost:3000/sign-in#/sso-callback',
  action_complete_redirect_url: 'http://localhost:3000/home',
};
const nina = 'nina@corp.example';
const password = 'a long password';

const it = emulatorTest();

let emulator: Emulator;
let browser: BrowserClient;
let clerk: ClerkClient;
let connectionId: string;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const wanted = { name: 'Big Corp', provider: 'saml_okta', domains: ['corp.example'], active: true } as const;
  connectionId = (await clerk.enterpriseConnections.createEnterpriseConnection(wanted)).id;
  await clerk.enterpriseConnections.updateEnterpriseConnection(connectionId, { active: true });
});

const signIn = (form: Form) => browser.post('/v1/client/sign_ins', form);
const signUp = (form: Form) => browser.post('/v1/client/sign_ups', form);
const offered = () => [
  { strategy: 'enterprise_sso', enterprise_connection_id: connectionId, enterprise_connection_name: 'Big Corp' },
];

/** Chooses a person on the page of the provider, and returns. */
async function visitProvider(page: string, form: Form): Promise<Response> {
  const state = new URL(page).searchParams.get('state') ?? '';
  const chosen = await browser.visit('/provider', { state, ...form });
  expect(chosen.status).toBe(303);
  return browser.visit(chosen.headers.get('location') ?? '');
}

const prepare = (attempt: CallAnswer) =>
  browser.post(`/v1/client/sign_ins/${attempt.text('response.id')}/prepare_first_factor`, {
    strategy: 'enterprise_sso',
    ...addresses,
  });
const pageOf = (prepared: CallAnswer) =>
  prepared.text('response.first_factor_verification.external_verification_redirect_url');

describe('a sign-in with an address of a connection', () => {
  it('has only the connection as first factor, and shows the account at the enterprise', async () => {
    await clerk.users.createUser({ emailAddress: [nina], username: 'nina', password });
    for (const identifier of [nina, 'nina']) {
      emulator.clock.advance(60_000);
      const identified = await signIn({ identifier });
      expect(identified.at('response')).toMatchObject({
        status: 'needs_first_factor',
        supported_first_factors: offered(),
      });
      const refused = await signIn({ identifier, password });
      expect([refused.status, refused.code]).toEqual([422, 'strategy_for_user_invalid']);
      await visitProvider(pageOf(await prepare(identified)), { email_address: nina, first_name: 'Nina' });
    }
    const client = await browser.get('/v1/client');
    const shown = {
      object: 'enterprise_account',
      protocol: 'saml',
      provider: 'saml_okta',
      active: true,
      email_address: nina,
      first_name: 'Nina',
      enterprise_connection_id: connectionId,
      enterprise_connection: { id: connectionId, name: 'Big Corp', domain: 'corp.example' },
      verification: { status: 'verified', strategy: 'saml' },
    };
    expect(client.at('response.sessions.0.user.enterprise_accounts')).toMatchObject([shown]);
    const [user] = (await clerk.users.getUserList({ emailAddress: [nina] })).data;
    expect(user?.enterpriseAccounts).toMatchObject([
      { emailAddress: nina, enterpriseConnection: { name: 'Big Corp' } },
    ]);
    expect(user?.enterpriseAccounts[0]?.lastAuthenticatedAt).toBeGreaterThan((user?.createdAt ?? 0) + 110_000);
  });

  it('of an unknown person makes the account', async () => {
    const identified = await signIn({ identifier: nina });
    expect(identified.at('response')).toMatchObject({
      status: 'needs_identifier',
      identifier: nina,
      supported_first_factors: offered(),
    });
    await visitProvider(pageOf(await prepare(identified)), { email_address: nina });
    const done = await signUp({ transfer: true });
    expect(done.at('response')).toMatchObject({ status: 'complete', email_address: nina });
    expect(done.at('client.sessions.0.user.enterprise_accounts')).toHaveLength(1);
  });

  it('is as any other while the connection or enterprise SSO is off', async () => {
    const unknown = async () => (await signIn({ identifier: nina })).code;
    await emulator.settings.update({ enterprise_sso: { enabled: false } });
    expect(await unknown()).toBe('form_identifier_not_found');
    const direct = await signIn({ strategy: 'enterprise_sso', identifier: nina, ...addresses });
    expect(direct.code).toBe('form_identifier_not_found');
    await emulator.settings.update({ enterprise_sso: { enabled: true } });
    await clerk.enterpriseConnections.updateEnterpriseConnection(connectionId, { active: false });
    expect(await unknown()).toBe('form_identifier_not_found');
  });

  it('makes no account if the enterprise adds people itself', async () => {
    await clerk.enterpriseConnections.updateEnterpriseConnection(connectionId, { disableJitProvisioning: true });
    expect((await signIn({ identifier: nina })).code).toBe('form_identifier_not_found');
    const refused = await signUp({ email_address: nina });
    expect([refused.status, refused.code, refused.parameter]).toEqual([403, 'not_allowed_access', 'email_address']);
    const started = await signIn({ strategy: 'enterprise_sso', identifier: nina, ...addresses });
    await visitProvider(pageOf(started), { email_address: nina });
    expect((await browser.get('/v1/client')).at('response.sign_in.first_factor_verification')).toMatchObject({
      status: 'failed',
      error: { code: 'external_account_not_found' },
    });
    expect((await signUp({ transfer: true })).code).toBe('account_transfer_invalid');
  });
});

describe('a sign-up with an address of a connection', () => {
  const ssoOf = (attempt: CallAnswer) =>
    browser.post(`/v1/client/sign_ups/${attempt.text('response.id')}/prepare_verification`, {
      strategy: 'enterprise_sso',
      ...addresses,
    });

  it('needs the connection in place of a password and a code', async () => {
    const started = await signUp({ email_address: nina });
    expect(started.at('response')).toMatchObject({
      status: 'missing_requirements',
      missing_fields: ['enterprise_sso'],
      unverified_fields: [],
    });
    const prepared = await ssoOf(started);
    const page = prepared.text('response.verifications.external_account.external_verification_redirect_url');
    await visitProvider(page, { email_address: nina, first_name: 'Nina' });
    const user = (await browser.get('/v1/client')).at('response.sessions.0.user');
    expect(user).toMatchObject({
      first_name: 'Nina',
      email_addresses: [{ email_address: nina, verification: { status: 'verified' } }],
      enterprise_accounts: [{ email_address: nina }],
    });
  });

  it('cannot be completed by a code, nor open a closed instance to other addresses', async () => {
    const started = await signUp({ email_address: nina, password });
    const path = `/v1/client/sign_ups/${started.text('response.id')}`;
    await browser.post(`${path}/prepare_verification`, { strategy: 'email_code' });
    const proven = await browser.post(`${path}/attempt_verification`, { strategy: 'email_code', code: '424242' });
    expect(proven.at('response.missing_fields')).toEqual(['enterprise_sso']);

    await emulator.settings.update({ sign_up: { mode: 'restricted' } });
    const invited = await signUp({ email_address: nina });
    expect(invited.status).toBe(200);
    await ssoOf(invited);
    const other = await browser.patch(`/v1/client/sign_ups/${invited.text('response.id')}`, {
      email_address: 'nina@other.example',
      password,
    });
    expect([other.status, other.code]).toEqual([403, 'sign_up_mode_restricted']);
    const direct = await signUp({ strategy: 'enterprise_sso', email_address: nina, ...addresses });
    expect(direct.status).toBe(200);
  });
});

it('a text that is no address belongs to no connection', async () => {
  for (const identifier of ['@corp.example', 'a@corp.example@x', 'a b@corp.example'])
    expect((await signIn({ identifier })).code).toBe('form_identifier_not_found');
  expect((await signIn({ identifier: ' Nina@Corp.example ' })).at('response.supported_first_factors')).toEqual(
    offered(),
  );
});

it('several first visits of a person that end at once connect one account', async () => {
  await clerk.users.createUser({ emailAddress: [nina], password });
  const ends = await Promise.all(
    [1, 2, 3].map(async () => {
      const person = new Browser();
      const form = { strategy: 'enterprise_sso', identifier: nina };
      const state = new URL(locationOf(await person.submit(`${emulator.url}/sign-in`, form))).searchParams.get('state');
      const choice = { state: state ?? '', email_address: nina };
      const end = await person.visit(locationOf(await person.submit(`${emulator.url}/provider`, choice)));
      return new URL(locationOf(end)).pathname;
    }),
  );
  expect(ends).toEqual(Array.from({ length: 3 }, () => '/sign-in/sso-callback'));
  const [user] = (await clerk.users.getUserList({ emailAddress: [nina] })).data;
  expect(user?.enterpriseAccounts).toHaveLength(1);
});

it('an address that a social provider gives needs the connection too', async () => {
  const started = await signIn({ strategy: 'oauth_google', ...addresses });
  await visitProvider(pageOf(started), { email_address: nina, email_verified: 'true' });
  const transferred = await signUp({ transfer: true });
  expect(transferred.at('response')).toMatchObject({ email_address: nina, missing_fields: ['enterprise_sso'] });
  await clerk.enterpriseConnections.updateEnterpriseConnection(connectionId, { disableJitProvisioning: true });
  await visitProvider(pageOf(await signIn({ strategy: 'oauth_google', ...addresses })), {
    email_address: nina,
    email_verified: 'true',
  });
  expect((await signUp({ transfer: true })).code).toBe('not_allowed_access');
});

describe('the hosted pages', () => {
  const person = new Browser();
  const submit = (path: string, fields: Record<string, string>) => person.submit(`${emulator.url}${path}`, fields);

  /** Follows redirects, choosing the person at the provider. */
  async function through(response: Response): Promise<string> {
    const page = new URL(locationOf(response), emulator.url);
    expect(page.pathname).toBe('/provider');
    const text = await (await person.visit(page.href)).text();
    expect(text).toContain('Big Corp');
    expect(text).not.toContain('ada@example.com');
    const state = page.searchParams.get('state') ?? '';
    const callback = locationOf(await submit('/provider', { state, email_address: nina }));
    let next = await person.visit(callback);
    while (next.status === 303 && !locationOf(next).endsWith('/user'))
      next = await person.visit(new URL(locationOf(next), emulator.url).href);
    return locationOf(next);
  }

  it('lead people of the enterprise to it, when they sign up and when they sign in', async () => {
    expect(await through(await submit('/sign-up', { email_address: nina }))).toContain('/user');
    const page = await submit('/sign-in', { identifier: nina, password: 'anything' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Continue with Big Corp');
    expect(await through(await submit('/sign-in', { identifier: nina, strategy: 'enterprise_sso' }))).toContain(
      '/user',
    );
    const foreign = await submit('/sign-in', { identifier: 'ada@example.com', strategy: 'enterprise_sso' });
    expect(foreign.status).toBe(422);
  });
});

it('leaves the domain of a connection free when its organization is deleted', async () => {
  const connect = async (name: string) => {
    const { id: organizationId } = await clerk.organizations.createOrganization({ name });
    const wanted = { name, provider: 'saml_okta', organizationId } as const;
    await clerk.enterpriseConnections.createEnterpriseConnection({ ...wanted, domains: ['free.example'] });
    await clerk.samlConnections.createSamlConnection({ ...wanted, domain: 'free.example' });
    return organizationId;
  };
  await clerk.organizations.deleteOrganization(await connect('First'));
  await expect(connect('Second')).resolves.toMatch(/^org_/);
});
