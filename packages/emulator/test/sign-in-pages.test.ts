import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect } from 'vitest';
import type { Emulator } from '../src/index.js';
import { emulatorTest } from '../src/vitest.js';
import { Browser, locationOf } from './browser.js';
import { BrowserClient } from './frontend/browser-client.js';

const back = 'http://localhost:3999/dashboard';
const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DP';

const it = emulatorTest();

let emulator: Emulator;
let browser: Browser;

it.beforeEach(({ emulator: started }) => {
  emulator = started;
  browser = new Browser();
});

async function createUser(user: object): Promise<void> {
  const response = await fetch(`${emulator.url}/v1/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });
  expect(response.status).toBe(200);
}

/** Sends the form of a page, with the address to return to. */
const submit = (path: string, fields: Record<string, string>) =>
  browser.submit(`${emulator.url}${path}`, { redirect_url: back, ...fields });

/** Follows a redirect to another page of the emulator. */
async function follow(response: Response, path: string): Promise<string> {
  expect(response.status).toBe(303);
  const location = new URL(locationOf(response), emulator.url);
  expect(location.pathname).toBe(path);
  const page = await browser.visit(location.href);
  expect(page.status).toBe(200);
  return page.text();
}

const expectReturn = (response: Response) => {
  expect(response.status).toBe(303);
  expect(locationOf(response).startsWith(`${back}?__clerk_db_jwt=`)).toBe(true);
};

it('asks for the second factor after the password, with each factor of the person', async () => {
  const password = 'a long password';
  await createUser({
    email_address: ['two@example.com'],
    password,
    totp_secret: totpSecret,
    backup_codes: ['spare-code'],
  });
  const shown = await follow(
    await submit('/sign-in', { identifier: 'two@example.com', password }),
    '/sign-in/second-factor',
  );
  expect(shown).toContain('<label for="field-code">Verification code');
  expect(shown).toContain('strategy=backup_code');
  const wrong = await submit('/sign-in/second-factor', { strategy: 'totp', code: '000000' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('aria-describedby="field-code-error"');
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate();
  expectReturn(await submit('/sign-in/second-factor', { strategy: 'totp', code }));
  await submit('/sign-in', { identifier: 'two@example.com', password });
  expectReturn(await submit('/sign-in/second-factor', { strategy: 'backup_code', code: 'spare-code' }));
});

it('replaces a forgotten password by a code', async () => {
  const sent = await submit('/sign-in/forgot-password', { identifier: 'ada@example.com' });
  expect(await follow(sent, '/sign-in/code')).toContain('ada@example.com');
  await follow(await submit('/sign-in/code', { code: '424242' }), '/sign-in/new-password');
  const short = await submit('/sign-in/new-password', { password: 'short' });
  expect(await short.text()).toContain('aria-describedby="field-password-error"');
  expectReturn(await submit('/sign-in/new-password', { password: 'a new long password' }));
  const again = new Browser();
  const fields = { identifier: 'ada@example.com', password: 'a new long password' };
  expect((await again.submit(`${emulator.url}/sign-in`, fields)).status).toBe(303);
});

it('signs in with a code instead of the password', async () => {
  const sent = await submit('/sign-in', { identifier: 'ada@example.com', method: 'code' });
  await follow(sent, '/sign-in/code');
  expectReturn(await submit('/sign-in/code', { code: '424242' }));
});

it('signs known people in at a provider, and makes an account for others, who are offered with one click', async () => {
  const visit = async (person: Record<string, string>) => {
    const started = await submit('/sign-in', { strategy: 'oauth_google' });
    expect(await follow(started, '/provider')).toContain('Continue with Google');
    const state = new URL(locationOf(started)).searchParams.get('state') ?? '';
    const chosen = await submit('/provider', { state, ...person });
    const returned = await browser.visit(locationOf(chosen));
    return browser.visit(locationOf(returned));
  };
  expectReturn(await visit({ person: 'ada@example.com' }));
  expectReturn(await visit({ email_address: 'new@example.com', email_verified: 'true', first_name: 'Nina' }));
  const page = await (await browser.visit(`${emulator.url}/sign-in`)).text();
  expect(page).toContain('name="user_id"');
  expect(page).toContain('<strong>Nina</strong>');
  const refused = await visit({ refuse: 'true' });
  expect(await refused.text()).toContain('You did not grant access');
});

it('signs invited people up', async () => {
  const response = await fetch(`${emulator.url}/v1/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email_address: 'invited@example.com' }),
  });
  const { url } = (await response.json()) as { readonly url: string };
  const page = await follow(await browser.visit(url), '/sign-up');
  const ticket = /name="__clerk_ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const fields = { __clerk_ticket: ticket, email_address: 'invited@example.com', password: 'a long password' };
  expectReturn(await submit('/sign-up', fields));
});

it('sends people without a sign-in to its start', async () => {
  for (const path of ['/sign-in/code', '/sign-in/new-password', '/sign-in/second-factor']) {
    await follow(await browser.visit(`${emulator.url}${path}`), '/sign-in');
    await follow(await submit(path, { code: '424242' }), '/sign-in');
  }
});

it.each([
  ['an application that names no address', 'http://localhost:3777/', '', 'value="http://localhost:3777/"'],
  [
    'the address that it names',
    'http://localhost:3777/',
    `?redirect_url=${encodeURIComponent(back)}`,
    `value="${back}"`,
  ],
  ['no other machine', 'https://other.example/', '', undefined],
  ['no page of the emulator', 'http://localhost:{port}/user', '', undefined],
])('leads people back to %s', async (_what, referer, query, expected) => {
  const headers = { referer: referer.replace('{port}', new URL(emulator.url).port) };
  const page = await (await fetch(`${emulator.url}/sign-in${query}`, { headers })).text();
  if (expected === undefined) expect(page).not.toContain('name="redirect_url"');
  else expect(page).toContain(expected);
});

describe('with links in place of codes', () => {
  const password = 'a long password';
  const lea = 'lea@example.com';

  beforeEach(() =>
    emulator.settings.update({
      attributes: { email_address: { first_factors: ['email_link'], verifications: ['email_link'] } },
    }),
  );

  const nextLink = async (address: string) => (await emulator.inbox.next(address)).link ?? '';
  const show = async (page: string) => browser.visit(`${emulator.url}${page}?redirect_url=${encodeURIComponent(back)}`);

  it('a sign-up ends when its link is opened in the same browser', async () => {
    const sent = await submit('/sign-up', { email_address: lea, password });
    const page = await follow(sent, '/sign-up/link');
    expect(page).toContain(lea);
    expect((await browser.visit(new URL(locationOf(sent), emulator.url).href)).headers.get('refresh')).toMatch(/^\d+;/);
    const opened = await browser.visit(await nextLink(lea));
    expect(new URL(locationOf(opened)).pathname).toBe('/sign-up/link');
    expectReturn(await browser.visit(locationOf(opened)));
  });

  it('a sign-up ends when its link is opened in another browser, which is signed in to nothing', async () => {
    await follow(await submit('/sign-up', { email_address: lea, password }), '/sign-up/link');
    const other = new Browser();
    const opened = await other.visit(await nextLink(lea));
    expect(await (await other.visit(locationOf(opened))).text()).toContain(
      'Return to the browser in which you started',
    );
    expect(other.cookieHeader).toBe('');
    expectReturn(await show('/sign-up/link'));
  });

  it('another link replaces the first one, whose page then shows an error', async () => {
    await follow(await submit('/sign-up', { email_address: lea, password }), '/sign-up/link');
    const first = await nextLink(lea);
    await follow(await submit('/sign-up/link', {}), '/sign-up/link');
    const second = await nextLink(lea);
    const refused = await browser.visit(locationOf(await browser.visit(first)));
    expect([refused.status, refused.headers.get('refresh')]).toEqual([422, null]);
    expect(await refused.text()).toContain('was used already, or a newer one replaced it');
    emulator.clock.advance(3_600_000);
    const late = await browser.visit(locationOf(await browser.visit(second)));
    expect(await late.text()).toContain('The link has expired');
    await submit('/sign-up/link', {});
    expectReturn(await browser.visit(locationOf(await browser.visit(await nextLink(lea)))));
  });

  it('a sign-up with a phone number too verifies both', async () => {
    await emulator.settings.update({ attributes: { phone_number: { required: true, verify_at_sign_up: true } } });
    const fields = { email_address: lea, phone_number: '+15555550142', password };
    await follow(await submit('/sign-up', fields), '/sign-up/link');
    expectReturn(await browser.visit(locationOf(await browser.visit(await nextLink(lea)))));
  });

  it('a sign-in takes a link, also with a second factor', async () => {
    await createUser({ email_address: ['two@example.com'], password, totp_secret: totpSecret });
    expect(await (await show('/sign-in')).text()).toContain('Send me a link instead');
    await follow(await submit('/sign-in', { identifier: 'ada@example.com', method: 'code' }), '/sign-in/link');
    expectReturn(await browser.visit(locationOf(await browser.visit(await nextLink('ada@example.com')))));
    await submit('/sign-in', { identifier: 'two@example.com', method: 'code' });
    const opened = await browser.visit(await nextLink('two@example.com'));
    await follow(await browser.visit(locationOf(opened)), '/sign-in/second-factor');
    const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate();
    expectReturn(await submit('/sign-in/second-factor', { strategy: 'totp', code }));
  });

  it('a link leaves the person of another browser signed in, also in an application with a dev browser', async () => {
    const created = await fetch(`${emulator.url}/v1/dev_browser`, { method: 'POST' });
    const devBrowser = ((await created.json()) as { readonly id: string }).id;
    const fields = { identifier: 'ada@example.com', method: 'code', __clerk_db_jwt: devBrowser };
    const waiting = new URL(locationOf(await submit('/sign-in', fields)), emulator.url).href;
    expect(new URL(waiting).searchParams.get('__clerk_db_jwt')).toBe(devBrowser);
    const link = await nextLink('ada@example.com');

    await emulator.settings.update({
      attributes: { email_address: { first_factors: ['email_link', 'email_code'] } },
    });
    await createUser({ email_address: ['grace@acme.test'], first_name: 'Grace', password });
    const other = new Browser();
    await other.submit(`${emulator.url}/sign-in`, { identifier: 'grace@acme.test', password });
    const cookies = other.cookieHeader;
    expect(await (await other.visit(`${emulator.url}/user`)).text()).toContain('grace@acme.test');

    const returned = await other.visit(locationOf(await other.visit(link)));
    expect(await returned.text()).toContain('Return to the browser in which you started');
    expect(other.cookieHeader).toBe(cookies);
    expect(await (await other.visit(`${emulator.url}/user`)).text()).toContain('grace@acme.test');
    expectReturn(await browser.visit(waiting));
  });

  it('a sign-up whose last step is refused after the link shows the refusal on the page', async () => {
    await emulator.settings.update({ attributes: { phone_number: { required: true, verify_at_sign_up: true } } });
    const fields = { email_address: lea, phone_number: '+15555550142', password };
    await follow(await submit('/sign-up', fields), '/sign-up/link');
    const opened = await browser.visit(await nextLink(lea));
    await createUser({ email_address: [lea], password });
    const refused = await browser.visit(locationOf(opened));
    expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    expect(await refused.text()).toContain('role="alert"');
  });

  it('a sign-up that waits for a code does not continue on the page of links', async () => {
    await emulator.settings.update({ attributes: { email_address: { verifications: ['email_code'] } } });
    const client = new BrowserClient(emulator);
    const started = await client.post('/v1/client/sign_ups', { email_address: lea, password });
    expect(started.at('response.unverified_fields')).toEqual(['email_address']);
    const shown = await client.visit('/sign-up/link');
    expect(new URL(locationOf(shown), emulator.url).pathname).toBe('/sign-up');
    expect((await client.get('/v1/client')).at('response.sign_up.status')).toBe('missing_requirements');
  });

  it('people who wait for nothing start at the beginning', async () => {
    for (const start of ['/sign-in', '/sign-up']) {
      await follow(await show(`${start}/link`), start);
      await follow(await submit(`${start}/link`, {}), start);
    }
  });
});
