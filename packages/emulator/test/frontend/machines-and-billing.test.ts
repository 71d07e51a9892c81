import { createClerkClient } from '@acme/backend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { BrowserClient, type CallAnswer } from './browser-client.js';

const password = 'a-demo-password';
const seed = {
  users: ['ada@acme.test', 'grace@acme.test', 'alan@other.test'].map((email_address) => ({ email_address, password })),
  organizations: [
    {
      name: 'Acme',
      slug: 'acme',
      members: [{ user: 'ada@acme.test', role: 'org:admin' }, { user: 'grace@acme.test' }],
    },
  ],
};
const running: Emulator[] = [];
let emulator: Emulator;
let ada: BrowserClient;
let grace: BrowserClient;
let organization: string;

async function start(settings?: Exclude<EmulatorOptions['seed'], string | undefined>['settings']): Promise<Emulator> {
  const started = await createEmulator({ log: () => undefined, seed: { ...seed, ...(settings && { settings }) } });
  running.push(started);
  return started;
}

beforeEach(async () => {
  emulator = await start();
  ada = await signedIn('ada@acme.test');
  grace = await signedIn('grace@acme.test');
  organization = (await ada.get('/v1/me/organization_memberships')).text('response.0.organization.id');
});
afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

async function signedIn(identifier: string, on = emulator): Promise<BrowserClient> {
  const browser = new BrowserClient(on);
  await browser.signIn(identifier, password);
  return browser;
}

const userIdOf = async (browser: BrowserClient) => (await browser.get('/v1/me')).text('response.id');

describe('API keys', () => {
  it('of the user are created with the secret once, listed, changed and revoked; two slashes are accepted', async () => {
    const subject = await userIdOf(ada);
    const created = await ada.call('POST', '//api_keys', {
      json: { subject, name: 'Deploy', seconds_until_expiration: 60 },
    });
    expect(created.status).toBe(201);
    expect(created.text('secret')).toMatch(/^ak_/);
    const id = created.text('id');
    const list = await ada.get('//api_keys', { subject, query: 'D', limit: 10, offset: 0 });
    expect(list.at('total_count')).toBe(1);
    expect(list.at('data.0')).toMatchObject({ id, name: 'Deploy', subject, revoked: false, created_by: subject });
    expect(list.at('data.0.secret')).toBeUndefined();
    const changed = await ada.call('PATCH', `/api_keys/${id}`, { json: { description: 'for tests' } });
    expect(changed.at('description')).toBe('for tests');
    const revoked = await ada.call('POST', `/api_keys/${id}/revoke`, { json: { revocation_reason: 'lost' } });
    expect(revoked.body).toMatchObject({ revoked: true, revocation_reason: 'lost' });
    expect((await ada.get('/api_keys', { subject })).at('total_count')).toBe(0);
    expect((await ada.get('/api_keys', { subject, include_invalid: 'true' })).at('total_count')).toBe(1);
  });

  it('are listed and created for a session token in the header, as the library sends it, and not for a wrong secret key', async () => {
    const subject = await userIdOf(ada);
    const { token } = await emulator.signIn('ada@acme.test');
    const json = { subject, name: 'Deploy' };
    expect((await ada.call('POST', '/api_keys', { json, token })).status).toBe(201);
    expect((await ada.call('GET', '/api_keys', { query: { subject }, token })).at('total_count')).toBe(1);
    const refused = await ada.call('GET', '/api_keys', { query: { subject }, token: 'sk_test_wrong' });
    expect([refused.status, refused.code]).toEqual([401, 'clerk_key_invalid']);
  });

  it('of others are neither listed nor changed', async () => {
    const subject = await userIdOf(ada);
    const id = (await ada.call('POST', '/api_keys', { json: { subject, name: 'Deploy' } })).text('id');
    const listed = await grace.get('/api_keys', { subject });
    expect([listed.status, listed.code]).toEqual([404, 'resource_not_found']);
    expect((await grace.call('POST', '/api_keys', { json: { subject, name: 'Other' } })).status).toBe(404);
    expect((await grace.call('POST', `/api_keys/${id}/revoke`, { json: {} })).status).toBe(404);
    expect((await new BrowserClient(emulator).get('/api_keys', { subject })).status).toBe(401);
  });

  it('of an organization need a permission of the role', async () => {
    const json = { subject: organization, name: 'deploy' };
    expect((await ada.call('POST', '/api_keys', { json })).at('subject')).toBe(organization);
    const refused = await grace.get('/api_keys', { subject: organization });
    expect([refused.status, refused.code]).toEqual([403, 'missing_organization_permission']);
    const alan = await signedIn('alan@other.test');
    expect((await alan.call('POST', '/api_keys', { json })).code).toBe('organization_not_found_or_unauthorized');
  });

  it('name a missing field, and are refused where the settings switch them off', async () => {
    const missing = await ada.call('POST', '/api_keys', { json: { subject: await userIdOf(ada) } });
    expect([missing.status, missing.parameter]).toEqual([422, 'name']);
    expect((await ada.get('/api_keys')).parameter).toBe('subject');
    const subject = await userIdOf(ada);
    for (const [json, code, parameter] of [
      [{ name: 'ab' }, 'form_param_format_invalid', 'name'],
      [{ name: ' abc' }, 'form_param_format_invalid', 'name'],
      [{ name: 'abc', description: 'x'.repeat(256) }, 'form_param_format_invalid', 'description'],
    ] as const) {
      for (const token of [undefined, emulator.secretKey]) {
        const refused = await ada.call('POST', '/api_keys', {
          json: { subject, ...json },
          ...(token !== undefined && { token }),
        });
        expect([refused.status, refused.code, refused.parameter]).toEqual([422, code, parameter]);
      }
    }
    const longest = { subject, name: 'abc', description: 'x'.repeat(255) };
    const made = await ada.call('POST', '/api_keys', { json: longest });
    expect(made.status).toBe(201);
    const changed = await ada.call('PATCH', `/api_keys/${made.text('id')}`, { json: { description: 'x'.repeat(256) } });
    expect(changed.code).toBe('form_param_format_invalid');
    const other = await start({ api_keys: { enabled: false } });
    const browser = await signedIn('ada@acme.test', other);
    const off = await browser.get('/api_keys', { subject: await userIdOf(browser) });
    expect([off.status, off.code]).toEqual([403, 'api_keys_not_enabled']);
  });
});

describe('billing', () => {
  it('shows plans to everybody, as a bare page', async () => {
    const plans = await new BrowserClient(emulator).get('/v1/billing/plans', {
      payer_type: 'user',
      limit: 50,
      offset: 0,
    });
    expect(plans.body).toMatchObject({
      data: [
        { object: 'commerce_plan', slug: 'free_user', is_default: true, fee: { amount: 0, currency_symbol: '$' } },
        { slug: 'pro_user', for_payer_type: 'user', fee: { amount: 900, amount_formatted: '9.00' } },
      ],
      total_count: 2,
    });
    expect((await ada.get('/v1/billing/plans/pro_org')).at('for_payer_type')).toBe('org');
    expect((await ada.get('/v1/billing/plans/unknown')).status).toBe(404);
  });

  it('shows the subscription of the user and of the organization; lists are empty, payments are not emulated', async () => {
    for (const [browser, payer] of [
      [ada, '/v1/me'],
      [grace, `/v1/organizations/${organization}`],
    ] as const) {
      const subscription = await browser.get(`${payer}/billing/subscription`);
      expect(subscription.at('response')).toMatchObject({
        object: 'commerce_subscription',
        status: 'active',
        subscription_items: [{ plan: { is_default: true } }],
      });
      expect((await browser.get(`${payer}/billing/subscription_items`)).at('response.total_count')).toBe(1);
      for (const list of ['payment_methods', 'statements']) {
        expect((await browser.get(`${payer}/billing/${list}`)).at('response')).toEqual({ data: [], total_count: 0 });
      }
      const checkout = await browser.post(`${payer}/billing/checkouts`, { plan_id: 'cplan_x' });
      expect([checkout.status, checkout.code]).toEqual([501, 'not_emulated']);
    }
    const item = (await ada.get('/v1/me/billing/subscription')).text('response.subscription_items.0.id');
    expect((await ada.delete(`/v1/me/billing/subscription_items/${item}`)).code).toBe('invalid_plan_change');
    expect((await grace.delete(`/v1/me/billing/subscription_items/${item}`)).status).toBe(404);
    const foreign = await grace.delete(`/v1/organizations/${organization}/billing/subscription_items/${item}`);
    expect([foreign.status, foreign.code]).toEqual([403, 'missing_organization_permission']);
  });

  it('shows the credit of the user and of the organization, and how it changed', async () => {
    for (const [browser, payer, path] of [
      [ada, '/v1/me', `/v1/users/${await userIdOf(ada)}`],
      [grace, `/v1/organizations/${organization}`, `/v1/organizations/${organization}`],
    ] as const) {
      const balance = () => browser.get(`${payer}/billing/credits`);
      const history = (limit: number) => browser.get(`${payer}/billing/credits/history`, { limit });
      expect((await balance()).at('response')).toMatchObject({
        object: 'commerce_credit_balance',
        balance: { amount: 0 },
      });
      expect((await history(10)).at('response')).toEqual({ data: [], total_count: 0 });
      for (const [index, amount] of [500, 300].entries()) {
        const added = await fetch(`${emulator.url}${path}/billing/credits`, {
          method: 'POST',
          headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
          body: JSON.stringify({ amount, action: 'increase', currency: 'usd', idempotency_key: `key ${index}` }),
        });
        expect(added.status).toBeLessThan(300);
      }
      expect((await balance()).at('response.balance')).toMatchObject({ amount: 800, currency_symbol: '$' });
      const listed = await history(1);
      expect(listed.at('response.total_count')).toBe(2);
      expect(listed.at('response.data.0')).toMatchObject({ object: 'commerce_credit_ledger', amount: { amount: 300 } });
      expect(listed.at('response.data.1')).toBeUndefined();
    }
    const alan = await signedIn('alan@other.test');
    expect((await alan.get(`/v1/organizations/${organization}/billing/credits`)).status).toBeGreaterThanOrEqual(403);
  });

  it('tells browsers which payers have paid plans', async () => {
    const read = async () => (await ada.get('/v1/environment')).at('commerce_settings.billing');
    expect(await read()).toMatchObject({
      has_paid_user_plans: true,
      has_paid_org_plans: true,
      user: { enabled: true, has_paid_plans: true },
      organization: { enabled: true, has_paid_plans: true },
    });
    const { format, tables } = await emulator.export();
    const documents = (tables['documents'] ?? []).map((row) => ({
      ...row,
      data: String(row['data']).replace('"amount":900', '"amount":0'),
    }));
    await emulator.import({ format, tables: { ...tables, documents } });
    expect(await read()).toMatchObject({ has_paid_user_plans: false, has_paid_org_plans: true });
  });

  it('is refused where the settings switch it off', async () => {
    const other = await start({ billing: { enabled: false } });
    const browser = await signedIn('ada@acme.test', other);
    for (const path of ['/v1/billing/plans', '/v1/me/billing/subscription']) {
      const answer = await browser.get(path);
      expect([answer.status, answer.code]).toEqual([403, 'billing_not_enabled']);
    }
  });
});

describe('the waitlist', () => {
  it('takes addresses in waitlist mode, each once, also when two calls come at once', async () => {
    const other = await start({ sign_up: { mode: 'waitlist' } });
    const browser = new BrowserClient(other);
    const join = (email_address: string) => browser.post('/v1/waitlist', { email_address });
    const [first, second] = await Promise.all([join('new@acme.test'), join('New@acme.test')]);
    expect(first.body).toEqual({ object: 'waitlist_entry', id: expect.any(String) as string });
    expect(second.at('id')).toBe(first.text('id'));
    const bad = await join('no address');
    expect([bad.status, bad.parameter]).toEqual([422, 'email_address']);
    expect(
      other.webhooks.messages.map(({ type }) => type).filter((type) => type === 'waitlistEntry.created'),
    ).toHaveLength(1);
  });

  it('is closed in other modes', async () => {
    const closed = await new BrowserClient(emulator).post('/v1/waitlist', { email_address: 'new@acme.test' });
    expect([closed.status, closed.code]).toEqual([403, 'waitlist_not_accepting_entries']);
  });
});

describe('enterprise connections', () => {
  it('of an organization are created, changed and deleted', async () => {
    const base = `/v1/organizations/${organization}/enterprise_connections`;
    const wanted = {
      provider: 'saml_okta',
      name: 'Okta',
      domains: ['acme.test', 'acme2.test'],
      saml_idp_entity_id: 'https://idp.test',
    };
    const refused = [422, 'form_param_value_invalid', 'domains'];
    const outcomeOf = async (call: Promise<CallAnswer>) => {
      const { status, code, parameter } = await call;
      return [status, code, parameter];
    };
    const { organizations } = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const own = { organizationId: organization, verified: true } as const;
    await organizations.createOrganizationDomain({ ...own, name: 'acme.test', enrollmentMode: 'enterprise_sso' });
    expect(await outcomeOf(ada.post(base, wanted))).toEqual(refused);
    const second = { ...own, name: 'acme2.test', enrollmentMode: 'manual_invitation' } as const;
    const { id: domainId } = await organizations.createOrganizationDomain(second);
    expect(await outcomeOf(ada.post(base, wanted))).toEqual(refused);
    await organizations.updateOrganizationDomain({
      organizationId: organization,
      domainId,
      enrollmentMode: 'enterprise_sso',
    });
    const created = await ada.post(base, wanted);
    expect(created.status).toBe(201);
    expect(created.at('response')).toMatchObject({
      provider: 'saml_okta',
      organization_id: organization,
      domains: ['acme.test', 'acme2.test'],
      active: false,
      saml_connection: { idp_entity_id: 'https://idp.test' },
    });
    const id = created.text('response.id');
    expect(await outcomeOf(ada.patch(`${base}/${id}`, { domains: ['other.test'] }))).toEqual(refused);
    expect((await ada.patch(`${base}/${id}`, { active: true })).at('response.active')).toBe(true);
    expect((await ada.get('/v1/me/enterprise_connections')).at('response.0.id')).toBe(id);
    expect((await (await signedIn('alan@other.test')).get('/v1/me/enterprise_connections')).at('response')).toEqual([]);
    expect((await grace.patch(`${base}/${id}`, { active: false })).code).toBe('missing_organization_permission');
    expect((await grace.delete(`/v1/me/enterprise_connections/${id}`)).status).toBe(403);
    expect((await ada.delete(`/v1/me/enterprise_connections/${id}`)).at('response.deleted')).toBe(true);
    expect((await ada.get(base)).at('response')).toEqual([]);
    expect((await ada.post(base, { name: 'Other' })).parameter).toBe('provider');
  });
});
