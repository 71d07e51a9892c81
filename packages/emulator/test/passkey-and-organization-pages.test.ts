import { createClerkClient, type ClerkClient } from '@acme/backend';
import { beforeEach, describe, expect } from 'vitest';
import type { Emulator } from '../src/index.js';
import { emulatorTest } from '../src/vitest.js';
import { Browser, locationOf } from './browser.js';
import { Authenticator } from './frontend/authenticator.js';
import { BrowserClient } from './frontend/browser-client.js';

const back = 'http://localhost:3999/dashboard';
const ada = { identifier: 'ada@example.com', password: 'ada-demo-password' };

const it = emulatorTest();

let emulator: Emulator;
let browser: Browser;
let clerk: ClerkClient;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
  browser = new Browser();
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
});

const submit = (path: string, fields: Record<string, string>) =>
  browser.submit(`${emulator.url}${path}`, { redirect_url: back, ...fields });
const visit = (path: string) => browser.visit(new URL(path, emulator.url).href);
const pathOf = (response: Response) => new URL(locationOf(response), emulator.url).pathname;

const expectReturn = (response: Response) => {
  expect(response.status).toBe(303);
  expect(locationOf(response).startsWith(`${back}?__clerk_db_jwt=`)).toBe(true);
};

describe('the page for passkeys', () => {
  let device: Authenticator;

  beforeEach(async () => {
    const application = new BrowserClient(emulator);
    await application.signIn(ada.identifier, ada.password);
    device = new Authenticator();
    const started = await application.post('/v1/me/passkeys');
    const public_key_credential = device.create(started.text('response.verification.nonce'));
    const path = `/v1/me/passkeys/${started.text('response.id')}/attempt_verification`;
    await application.post(path, { strategy: 'passkey', public_key_credential });
  });

  /** The options in the page. */
  async function optionsOf(page: Response): Promise<string> {
    const text = await page.text();
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'sha256-[\w+/=]+'$/);
    return (/data-passkey-options="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&quot;', '"');
  }

  it('signs in with the answer of the device, once', async () => {
    const started = await submit('/sign-in', { method: 'passkey' });
    expect(pathOf(started)).toBe('/sign-in/passkey');
    const options = await optionsOf(await visit(locationOf(started)));
    const wrong = await submit('/sign-in/passkey', {
      public_key_credential: new Authenticator(emulator.url).get(options),
    });
    expect([wrong.status, (await wrong.text()).includes('This passkey is not registered.')]).toEqual([422, true]);
    const foreign = await submit('/sign-in/passkey', { public_key_credential: device.get(options) });
    expect(foreign.status).toBe(422);
    const public_key_credential = device.get(options, emulator.url);
    expectReturn(await submit('/sign-in/passkey', { public_key_credential }));
    expect(pathOf(await submit('/sign-in/passkey', { public_key_credential }))).toBe('/sign-in');
  });

  it('is offered as the settings want', async () => {
    const isOffered = async () => (await (await visit('/sign-in')).text()).includes('Use a passkey');
    expect(await isOffered()).toBe(true);
    await emulator.settings.update({ passkey_settings: { show_sign_in_button: false } });
    expect(await isOffered()).toBe(false);
    await emulator.settings.update({
      passkey_settings: { show_sign_in_button: true },
      attributes: { passkey: { used_for_first_factor: false } },
    });
    expect(await isOffered()).toBe(false);
    expect((await submit('/sign-in', { method: 'passkey' })).status).toBe(422);
  });
});

describe('where the settings want an organization', () => {
  const path = '/sign-in/choose-organization';
  let userId: string;

  beforeEach(async () => {
    await emulator.settings.update({ organizations: { force_organization_selection: true } });
    userId = emulator.users[0]?.id ?? '';
  });

  const currentSession = async () =>
    (await clerk.sessions.getSessionList({ userId })).data.map(({ status, lastActiveOrganizationId }) => [
      status,
      lastActiveOrganizationId ?? null,
    ]);

  it('the person chooses one of theirs before they return', async () => {
    const mine = await clerk.organizations.createOrganization({ name: 'Engines', createdBy: userId });
    const other = await clerk.organizations.createOrganization({ name: 'Strangers' });
    const chooser = await submit('/sign-in', ada);
    expect(pathOf(chooser)).toBe(path);
    const page = await (await visit(locationOf(chooser))).text();
    expect([page.includes('<strong>Engines</strong>'), page.includes('Strangers')]).toEqual([true, false]);
    expect((await submit(path, { organization_id: other.id })).status).toBe(422);
    expect(await currentSession()).toEqual([['pending', null]]);
    expectReturn(await submit(path, { organization_id: mine.id }));
    expect(await currentSession()).toEqual([['active', mine.id]]);
    expectReturn(await visit(locationOf(chooser)));
  });

  it('the person creates one, if they may', async () => {
    expect(pathOf(await submit('/sign-in', { user_id: userId }))).toBe(path);
    const empty = await submit(path, { name: '  ' });
    expect([empty.status, (await empty.text()).includes('aria-describedby="field-name-error"')]).toEqual([422, true]);
    await emulator.settings.update({ actions: { create_organization: false } });
    expect(await (await visit(path)).text()).toContain('Ask for an invitation');
    expect((await submit(path, { name: 'Engines' })).status).toBe(422);
    await emulator.settings.update({ actions: { create_organization: true } });
    expectReturn(await submit(path, { name: ' Engines ' }));
    const [organization] = (await clerk.organizations.getOrganizationList()).data;
    expect(organization?.name).toBe('Engines');
    expect(await currentSession()).toEqual([['active', organization?.id]]);
  });

  const submitButton = (page: string, text: string) => {
    const [, name = '', value = ''] =
      new RegExp(`name="(\\w+)" value="(\\w+)">(?:(?!</button>)[^])*${text}`).exec(page) ?? [];
    return submit(path, { [name]: value });
  };
  const chooserPage = async () => (await visit(`${path}?redirect_url=${encodeURIComponent(back)}`)).text();

  it('the person accepts an invitation to one', async () => {
    const { id: organizationId } = await clerk.organizations.createOrganization({ name: 'Engines' });
    const other = await clerk.organizations.createOrganization({ name: 'Strangers' });
    const invite = (organization: string, emailAddress: string) =>
      clerk.organizations.createOrganizationInvitation({
        organizationId: organization,
        emailAddress,
        role: 'org:member',
      });
    await invite(organizationId, ada.identifier);
    const { id: foreign } = await invite(other.id, 'somebody@example.com');
    await submit('/sign-in', ada);
    const page = await chooserPage();
    expect([page.includes('Accept the invitation as Member'), page.includes('Strangers')]).toEqual([true, false]);
    expect((await submit(path, { invitation_id: foreign })).status).toBe(422);
    expectReturn(await submitButton(page, 'Accept the invitation'));
    expect(await currentSession()).toEqual([['active', organizationId]]);
    const { data } = await clerk.organizations.getOrganizationMembershipList({ organizationId });
    expect(data.map(({ role, publicUserData }) => [role, publicUserData?.userId])).toEqual([['org:member', userId]]);
  });

  it('the person asks to join one that is suggested, and chooses it once a member agrees', async () => {
    const grace = emulator.users[1]?.id ?? '';
    const organization = await clerk.organizations.createOrganization({ name: 'Engines', createdBy: grace });
    const domain = { name: 'example.com', enrollmentMode: 'automatic_suggestion', verified: true } as const;
    await clerk.organizations.createOrganizationDomain({ organizationId: organization.id, ...domain });
    await submit('/sign-in', ada);
    const asked = await submitButton(await chooserPage(), 'ask to join');
    expect([asked.status, pathOf(asked)]).toEqual([303, path]);
    const waiting = await chooserPage();
    expect([waiting.includes('You asked to join Engines'), waiting.includes('ask to join')]).toEqual([true, false]);
    expect(await currentSession()).toEqual([['pending', null]]);
    const member = new BrowserClient(emulator);
    await member.signIn('grace@example.com', 'grace-demo-password');
    const requests = `/v1/organizations/${organization.id}/membership_requests`;
    const id = (await member.get(requests, { status: ['pending'] })).text('response.data.0.id');
    expect((await member.post(`${requests}/${id}/accept`)).status).toBe(200);
    expectReturn(await submitButton(await chooserPage(), 'Engines'));
    expect(await currentSession()).toEqual([['active', organization.id]]);
  });

  it('people who sign up, also at a provider, come there too', async () => {
    expect(pathOf(await visit(path))).toBe('/sign-in');
    const password = 'a long password';
    expect(pathOf(await submit('/sign-up', { email_address: 'mary@example.com', password }))).toBe(path);
    browser = new Browser();
    const started = await submit('/sign-up', { strategy: 'oauth_google' });
    const state = new URL(locationOf(started)).searchParams.get('state') ?? '';
    const person = { email_address: 'nina@example.com', email_verified: 'true' };
    const returned = await visit(locationOf(await submit('/provider', { state, ...person })));
    expect(pathOf(returned)).toBe(path);
    await visit(locationOf(returned));
    expectReturn(await submit(path, { name: 'Engines' }));
  });
});
