import { createClerkClient, type ClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

const password = 'a long password';

const it = emulatorTest();

let emulator: Emulator;
let clerk: ClerkClient;
let ada: BrowserClient;
let organizationId: string;
let connectionId: string;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const { id: createdBy } = await clerk.users.createUser({ emailAddress: ['ada@acme.test'], password });
  organizationId = (await clerk.organizations.createOrganization({ name: 'Acme', createdBy })).id;
  const wanted = { name: 'Big Corp', provider: 'saml_okta', domains: ['corp.example'], organizationId } as const;
  connectionId = (await clerk.enterpriseConnections.createEnterpriseConnection(wanted)).id;
  ada = await signedIn('ada@acme.test');
});

async function signedIn(emailAddress: string): Promise<BrowserClient> {
  const browser = new BrowserClient(emulator);
  await browser.signIn(emailAddress, password);
  return browser;
}

const routes = () => [
  `/v1/organizations/${organizationId}/enterprise_connections/${connectionId}/test_runs`,
  `/v1/me/enterprise_connections/${connectionId}/test_runs`,
];

async function start(): Promise<string> {
  const started = await ada.post(routes()[0] ?? '');
  expect(started.status).toBe(200);
  return started.text('response.url');
}

/** Opens the address of a test as a browser that nobody is signed in to, chooses a person and returns the result. */
async function run(url: string, form: Form): Promise<{ readonly address: string; readonly page: Response }> {
  const visitor = new BrowserClient(emulator);
  const opened = await visitor.visit(url);
  expect(opened.status).toBe(301);
  const state = new URL(opened.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const chosen = await visitor.visit('/provider', { state, ...form });
  const returned = await visitor.visit(chosen.headers.get('location') ?? '');
  expect([chosen.status, returned.status]).toEqual([303, 303]);
  expect(returned.headers.getSetCookie()).toEqual([]);
  const address = returned.headers.get('location') ?? '';
  return { address, page: await visitor.visit(address) };
}

const first = (answer: CallAnswer) => answer.at('response.data.0');

describe('a test of an enterprise connection', () => {
  it('of a connection that is not active succeeds with a person of its domains, and signs nobody in', async () => {
    const { page } = await run(await start(), { email_address: 'nina@corp.example', first_name: 'Nina' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Nina, nina@corp.example');
    for (const route of routes()) {
      const listed = await ada.get(route, { status: ['success'] });
      expect(first(listed)).toMatchObject({
        status: 'success',
        connection_type: 'saml',
        parsed_user_info: { email_address: 'nina@corp.example', first_name: 'Nina', last_name: '' },
        logs: [],
      });
      expect((await ada.get(route, { status: ['pending', 'failed'] })).at('response.data')).toEqual([]);
    }
    expect((await clerk.users.getUserList({ emailAddress: ['nina@corp.example'] })).totalCount).toBe(0);
  });

  it.each([
    [{ email_address: 'eve@other.example' }, 'enterprise_sso_email_address_domain_mismatch'],
    [{ refuse: 'true' }, 'oauth_access_denied'],
  ])('fails with %j, and says why', async (form, code) => {
    const { page } = await run(await start(), form);
    expect(await page.text()).toContain(code);
    const { data } = await clerk.enterpriseConnections.getTestRunList(connectionId);
    expect(data).toMatchObject([{ status: 'failed', logs: [{ level: 'error', code }] }]);
  });

  it('starts from a server program too, for both protocols', async () => {
    const wanted = { name: 'Other', provider: 'oidc_custom', domains: ['other.example'] } as const;
    const { id } = await clerk.enterpriseConnections.createEnterpriseConnection(wanted);
    const { url } = await clerk.enterpriseConnections.createTestRun(id);
    await run(url, { email_address: 'eve@other.example' });
    const { data } = await clerk.enterpriseConnections.getTestRunList(id);
    expect(data).toMatchObject([{ status: 'success', connection_type: 'oauth' }]);
  });

  it('is opened with its own ticket, in time and until it has ended', async () => {
    const url = await start();
    const statusOf = async (address: string) => (await ada.visit(address)).status;
    expect(await statusOf(url.replace('ticket=', 'ticket=x'))).toBe(400);
    expect(await statusOf(url.replace(connectionId, 'entconn_unknown'))).toBe(404);
    await run(url, { email_address: 'nina@corp.example' });
    expect(await statusOf(url)).toBe(400);
    const late = await start();
    emulator.clock.advance(3_600_000);
    expect(await statusOf(late)).toBe(400);
  });

  it('keeps its result if a second visit, which began before the end, chooses another person', async () => {
    const url = await start();
    const visitor = new BrowserClient(emulator);
    const opened = await visitor.visit(url);
    const state = new URL(opened.headers.get('location') ?? '').searchParams.get('state') ?? '';
    await run(url, { email_address: 'nina@corp.example' });
    const chosen = await visitor.visit('/provider', { state, email_address: 'eve@other.example' });
    const returned = await visitor.visit(chosen.headers.get('location') ?? '');
    expect(returned.status).toBe(400);
    expect(await returned.text()).toContain('Another visit ended this test run.');
    expect(first(await ada.get(routes()[0] ?? ''))).toMatchObject({
      status: 'success',
      parsed_user_info: { email_address: 'nina@corp.example' },
      logs: [],
    });
  });

  it('shows its result to those who have the address', async () => {
    const { address } = await run(await start(), { email_address: 'nina@corp.example' });
    const wrongToken = await fetch(address.replace('token=', 'token=x'));
    expect([wrongToken.status, await wrongToken.json()]).toMatchObject([
      400,
      { errors: [{ code: 'authorization_invalid' }] },
    ]);
    expect((await fetch(address.replace('entconntest_', 'entconntest_x'))).status).toBe(404);
  });

  it('belongs to people who manage the domains of the organization, and goes with the connection', async () => {
    await start();
    const { id: userId } = await clerk.users.createUser({ emailAddress: ['bob@acme.test'], password });
    await clerk.organizations.createOrganizationMembership({ organizationId, userId, role: 'org:member' });
    await clerk.users.createUser({ emailAddress: ['eve@other.test'], password });
    const [bob, eve] = [await signedIn('bob@acme.test'), await signedIn('eve@other.test')];
    for (const route of routes()) {
      expect([(await bob.post(route)).status, (await bob.get(route)).status]).toEqual([403, 403]);
      expect((await eve.post(route)).status).toBeGreaterThanOrEqual(403);
      expect((await eve.get(route)).status).toBeGreaterThanOrEqual(403);
    }
    await ada.delete(`/v1/me/enterprise_connections/${connectionId}`);
    for (const route of routes()) expect((await ada.get(route)).status).toBe(404);
    expect(JSON.stringify(await emulator.export())).not.toContain('entconntest_');
  });
});
