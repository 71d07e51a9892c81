import { createClerkClient, type ClerkClient } from '@acme/backend';
import { beforeEach, describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { Browser } from '../browser.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

const password = 'a long password';
const google = {
  strategy: 'oauth_google',
  redirect_url: 'http://localhost:3000/sign-in#/sso-callback',
};

const it = emulatorTest();

let emulator: Emulator;
let browser: BrowserClient;
let clerk: ClerkClient;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
});

const signIn = (form: Form) => browser.post('/v1/client/sign_ins', form);
const signUp = (form: Form) => browser.post('/v1/client/sign_ups', form);
const outcome = ({ status, code, parameter }: CallAnswer) => [status, code, parameter];
const identify = async (identifier: string) => outcome(await signIn({ identifier }));

/** Chooses a person at the provider, with an address that it verified. */
async function visitProvider(started: CallAnswer, emailAddress: string): Promise<void> {
  const verification = 'response.first_factor_verification.external_verification_redirect_url';
  const state = new URL(started.text(verification)).searchParams.get('state') ?? '';
  const chosen = await browser.visit('/provider', { state, email_address: emailAddress, email_verified: 'true' });
  await browser.visit(chosen.headers.get('location') ?? '');
}

describe('an identifier of a kind that the settings turn off', () => {
  beforeEach(async () => {
    await clerk.users.createUser({
      emailAddress: ['mary@example.com'],
      phoneNumber: ['+15555550100'],
      username: 'mary',
      password,
    });
  });

  it.each([
    ['email_address', 'mary@example.com'],
    ['phone_number', '+1 555 555 0100'],
    ['username', 'mary'],
  ])('does not sign in: %s', async (name, identifier) => {
    expect((await identify(identifier))[0]).toBe(200);
    for (const change of [{ enabled: false }, { enabled: true, used_for_first_factor: false }]) {
      await emulator.settings.update({ attributes: { [name]: change } });
      const refused = [422, 'form_param_format_invalid', 'identifier'];
      expect(await identify(identifier)).toEqual(refused);
      expect(outcome(await signIn({ identifier, password }))).toEqual(refused);
      const page = await new Browser().submit(`${emulator.url}/sign-in`, { identifier, password });
      expect([page.status, (await page.text()).includes('Identifier is invalid.')]).toEqual([422, true]);
      const other = await signIn({ identifier: name === 'username' ? 'mary@example.com' : 'mary' });
      expect(other.at('response.supported_identifiers')).not.toContain(name);
    }
  });

  it('does not sign up, by whatever field', async () => {
    await emulator.settings.update({ attributes: { phone_number: { enabled: false }, username: { enabled: false } } });
    const unknown = (field: string) => [422, 'form_param_unknown', field];
    expect(outcome(await signUp({ username: 'nina' }))).toEqual(unknown('username'));
    expect(outcome(await signUp({ phone_number: '+15555550101' }))).toEqual(unknown('phone_number'));
    const either = 'email_address_or_phone_number';
    expect(outcome(await signUp({ [either]: '+15555550101' }))).toEqual(unknown(either));
    expect((await signUp({ [either]: 'nina@example.com' })).at('response.email_address')).toBe('nina@example.com');
  });
});

describe('a blocked address', () => {
  const kinds = [
    ['a subaddress', { block_email_subaddresses: true }, ['mary+shop@example.com', 'mary=shop@example.com']],
    ['a disposable domain', { block_disposable_email_domains: true }, ['mary@mailinator.com', ' Mary@YOPMAIL.com ']],
  ] as const;

  it.each(kinds)('of %s is refused in a sign-up, from a provider, and in the account', async (_, change, blocked) => {
    await browser.signIn('ada@example.com', 'ada-demo-password');
    for (const [index, emailAddress] of blocked.entries()) {
      const refused = [422, 'form_email_address_blocked', 'email_address'];
      expect((await signUp({ email_address: emailAddress })).status).toBe(200);
      await clerk.instance.updateRestrictions({
        blockEmailSubaddresses: 'block_email_subaddresses' in change,
        blockDisposableEmailDomains: 'block_disposable_email_domains' in change,
      });
      expect(outcome(await signUp({ email_address: emailAddress }))).toEqual(refused);
      expect(outcome(await browser.post('/v1/me/email_addresses', { email_address: emailAddress }))).toEqual(refused);
      expect(
        (await browser.post('/v1/me/email_addresses', { email_address: `other-${index}@example.com` })).status,
      ).toBe(200);
      await visitProvider(await signIn(google), emailAddress);
      expect(outcome(await signUp({ transfer: true }))).toEqual(refused);
      // A program may do what it wants.
      await clerk.users.createUser({ emailAddress: [emailAddress.trim()], password });
      expect((await identify(emailAddress.trim()))[0]).toBe(200);
      await clerk.instance.updateRestrictions({ blockEmailSubaddresses: false, blockDisposableEmailDomains: false });
    }
  });

  it('of an invited person is not refused', async () => {
    await emulator.settings.update({ restrictions: { block_email_subaddresses: true } });
    const { url } = await clerk.invitations.createInvitation({ emailAddress: 'mary+shop@example.com' });
    const ticket = new URL(url ?? '').searchParams.get('ticket') ?? '';
    expect((await signUp({ strategy: 'ticket', ticket, password })).at('response.status')).toBe('complete');
  });
});

describe('dots of Gmail addresses', () => {
  beforeEach(() => clerk.users.createUser({ emailAddress: ['mary.somerville@gmail.com'], password }));

  it('count by default', async () => {
    expect(await identify('marysomerville@gmail.com')).toEqual([422, 'form_identifier_not_found', 'identifier']);
    expect((await signUp({ email_address: 'marysomerville@gmail.com' })).status).toBe(200);
  });

  it('do not count if the settings ignore them', async () => {
    await clerk.instance.updateRestrictions({ ignoreDotsForGmailAddresses: true });
    const taken = [422, 'form_identifier_exists', 'email_address'];
    expect(outcome(await signUp({ email_address: 'm.ary.somerville@gmail.com' }))).toEqual(taken);
    const done = await signIn({ identifier: 'MarySomerville@gmail.com', password });
    expect(done.at('response.status')).toBe('complete');
    browser.sessionId = done.text('response.created_session_id');
    const added = await browser.post('/v1/me/email_addresses', { email_address: 'marysomerville@gmail.com' });
    expect(outcome(added)).toEqual(taken);
    await expect(clerk.users.createUser({ emailAddress: ['marysomerville@gmail.com'], password })).rejects.toThrow();
    expect(await identify('mary.somerville@gmailxcom')).toEqual([422, 'form_identifier_not_found', 'identifier']);
    expect((await signUp({ email_address: 'marysomerville@example.com' })).status).toBe(200);
    await visitProvider(await signIn(google), 'mary.somervil.le@gmail.com');
    expect((await clerk.users.getUserList({ query: 'somerville@gmail.com' })).totalCount).toBe(1);
  });
});

describe('the allowlist and the blocklist', () => {
  it('hold no empty identifiers, and ignore spaces around one', async () => {
    const calls = [
      (identifier: string) => clerk.allowlistIdentifiers.createAllowlistIdentifier({ identifier, notify: false }),
      (identifier: string) => clerk.blocklistIdentifiers.createBlocklistIdentifier({ identifier }),
    ];
    for (const add of calls) {
      for (const identifier of ['  ', ' ( ) - . ']) {
        await expect(add(identifier)).rejects.toMatchObject({
          errors: [{ code: 'form_param_missing', meta: { paramName: 'identifier' } }],
        });
      }
      const added = await add(' 0xAb54 ');
      expect(added).toMatchObject({ identifier: '0xab54', identifierType: 'web3_wallet' });
    }
  });

  const refused = [403, 'not_allowed_access', 'identifier'];

  it('apply to sign-ins, unless the settings except them', async () => {
    await clerk.blocklistIdentifiers.createBlocklistIdentifier({ identifier: 'ada@example.com' });
    expect((await identify('ada@example.com'))[0]).toBe(200);
    await clerk.instance.updateRestrictions({ blocklist: true });
    expect(await identify('Ada@Example.com')).toEqual(refused);
    expect(await identify('ada')).toEqual(refused);
    expect((await identify('grace@example.com'))[0]).toBe(200);
    await visitProvider(await signIn(google), 'ada@example.com');
    expect((await browser.get('/v1/client')).at('response.sign_in.first_factor_verification.error.code')).toBe(
      'not_allowed_access',
    );
    await clerk.instance.updateRestrictions({ allowlistBlocklistDisabledOnSignIn: true });
    expect((await identify('ada@example.com'))[0]).toBe(200);
    expect(outcome(await signUp({ email_address: 'new@example.com' }))[0]).toBe(200);

    await clerk.instance.updateRestrictions({
      blocklist: false,
      allowlist: true,
      allowlistBlocklistDisabledOnSignIn: false,
    });
    expect(await identify('grace@example.com')).toEqual(refused);
    await clerk.allowlistIdentifiers.createAllowlistIdentifier({ identifier: '*@example.com', notify: false });
    expect((await identify('grace@example.com'))[0]).toBe(200);
  });
});
