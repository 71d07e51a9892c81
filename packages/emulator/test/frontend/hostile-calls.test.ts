import { startServer } from 'testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type StoreDump } from '../../src/index.js';
import { BrowserClient, withEmailLinks } from './browser-client.js';

const password = 'ada-demo-password';
const application = 'http://localhost:4000/callback';

let emulator: Emulator;
let messages: string[];
let ada: BrowserClient;

beforeEach(async () => {
  messages = [];
  emulator = await createEmulator({ log: (line) => messages.push(line) });
  ada = new BrowserClient(emulator);
  await ada.signIn('ada@example.com', password);
});
afterEach(async () => {
  await emulator.close();
});

async function onServer(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function userId(): Promise<string> {
  return (await ada.get('/v1/me')).text('response.id');
}

interface Application {
  readonly id: string;
  readonly client_id: string;
  readonly client_secret: string;
}

async function createApplication(): Promise<Application> {
  const scopes = 'profile email openid';
  const created = await onServer('POST', '/v1/oauth_applications', {
    ...{ name: 'Shop', redirect_uris: [application], scopes, consent_screen_enabled: false },
  });
  return (await created.json()) as Application;
}

function oauthCall(path: string, { client_id: id, client_secret: secret }: Application, form: Record<string, string>) {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  return fetch(`${emulator.url}${path}`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(form),
  });
}

async function authorize(client: Application): Promise<string> {
  const answer = await ada.get('/oauth/authorize', {
    ...{ response_type: 'code', client_id: client.client_id, redirect_uri: application, state: 'state-of-the-shop' },
    scope: 'profile email openid',
  });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

describe('a body', () => {
  const send = (body: string) =>
    fetch(`${emulator.url}/v1/client/sign_ins`, { method: 'POST', body: new URLSearchParams(body) });

  it('with one name very often is refused in no time', async () => {
    // A copy of the list for each further value would take minutes.
    const answer = await send('i=a&'.repeat(250_000));
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'form_param_unknown', meta: { param_name: 'i' } }] });
  });

  it('that is too large leaves no connection on which the next call fails', async () => {
    for (let round = 0; round < 5; round += 1) {
      const refused = await send(`identifier=${'a'.repeat(3_000_000)}`);
      expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close']);
      expect((await send('identifier=ada@example.com')).status).toBe(200);
    }
  });
});

describe('names of object prototypes', () => {
  it.each(['constructor', '__proto__', '-toString'])('are no order: %s', async (order) => {
    const answer = await onServer('GET', `/v1/organizations?order_by=${order}`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'form_param_value_invalid' }] });
    expect(messages.filter((line) => line.startsWith('500'))).toEqual([]);
  });
});

describe('a call of a page of another site', () => {
  const change = async (headers: Record<string, string>) => {
    const { id } = (await (await fetch(`${emulator.url}/v1/dev_browser`, { method: 'POST' })).json()) as {
      readonly id: string;
    };
    const url = `${emulator.url}/v1/client/sign_ins?__clerk_db_jwt=${id}`;
    const body = new URLSearchParams({ identifier: 'ada@example.com' });
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };

  it.each(['cross-site', 'same-site'])('is refused without its origin too: %s', async (site) => {
    expect(await change({ 'sec-fetch-site': site })).toBe(403);
  });

  it('is not confused with one of a program or of a page of the emulator', async () => {
    expect(await change({})).toBe(200);
    expect(await change({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  });
});

describe('an address to return to', () => {
  it('is never one of another scheme', async () => {
    const pages = ['/sign-out', '/v1/tickets/accept', '/v1/client/handshake'];
    for (const page of pages) {
      const answer = await fetch(`${emulator.url}${page}?redirect_url=blob:http://localhost/x`, { redirect: 'manual' });
      expect(answer.headers.get('location') ?? '').not.toContain('blob');
    }
    await emulator.settings.update(withEmailLinks);
    const signIn = await ada.post('/v1/client/sign_ins', { identifier: 'ada@example.com' });
    const link = await ada.post(`/v1/client/sign_ins/${signIn.text('response.id')}/prepare_first_factor`, {
      ...{ strategy: 'email_link', redirect_url: 'blob:http://localhost/x' },
    });
    expect([link.status, link.parameter]).toEqual([422, 'redirect_url']);
  });

  it('of an application runs no code', async () => {
    const redirectUris = { redirect_uris: [application, 'javascript:alert(1)'] };
    const created = await onServer('POST', '/v1/oauth_applications', { name: 'Shop', ...redirectUris });
    expect(created.status).toBe(422);

    let clientId = '';
    const documents = await startServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ client_id: clientId, client_name: 'Shop', ...redirectUris }));
    });
    clientId = `${documents.url}/client`;
    const page = await ada.get('/oauth/authorize', {
      ...{
        response_type: 'code',
        client_id: clientId,
        redirect_uri: 'javascript:alert(1)',
        response_mode: 'form_post',
      },
      ...{ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256', prompt: 'none' },
    });
    expect(page.status).toBe(401);
    expect(page.body).not.toContain('action="javascript:');
  });
});

describe('a user who was deleted', () => {
  it('leaves no key, token or request that still works', async () => {
    const subject = await userId();
    const secret = (await ada.call('POST', '/api_keys', { json: { subject, name: 'Deploy' } })).text('secret');
    const shop = await createApplication();
    const code = await authorize(shop);
    const tokens = (await (
      await oauthCall('/oauth/token', shop, { grant_type: 'authorization_code', code })
    ).json()) as {
      readonly access_token: string;
      readonly refresh_token: string;
    };
    const second = await authorize(shop);
    await onServer('DELETE', `/v1/users/${subject}`);

    expect((await onServer('POST', '/v1/api_keys/verify', { secret })).status).toBe(404);
    const introspected = await oauthCall('/oauth/token_info', shop, { token: tokens.access_token });
    expect(await introspected.json()).toEqual({ active: false });
    for (const form of [
      { grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
      { grant_type: 'authorization_code', code: second },
    ]) {
      const refused = await oauthCall('/oauth/token', shop, form);
      expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    }
  });

  it('gets no tokens while banned', async () => {
    const shop = await createApplication();
    const code = await authorize(shop);
    await onServer('POST', `/v1/users/${await userId()}/ban`);
    const refused = await oauthCall('/oauth/token', shop, { grant_type: 'authorization_code', code });
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
  });
});

it('gives a session with tasks neither an API key nor a code for an application', async () => {
  const shop = await createApplication();
  await emulator.settings.update({ sign_in: { second_factor: { required: true } } });
  expect((await ada.get('/v1/client')).at('response.sessions.0.status')).toBe('pending');
  const key = await ada.call('POST', '/api_keys', { json: { subject: await userId(), name: 'Deploy' } });
  expect([key.status, key.code]).toEqual([401, 'signed_out']);
  expect(await authorize(shop)).toBe('');
});

describe('single session mode', () => {
  const sessionsOf = async (browser: BrowserClient) => (await browser.get('/v1/client')).at('response.sessions.length');

  it('refuses a sign-in and a sign-up of a browser that has a session', async () => {
    await emulator.settings.update({ session: { single_session_mode: true } });
    const signIn = await ada.post('/v1/client/sign_ins', { identifier: 'grace@example.com' });
    const signUp = await ada.post('/v1/client/sign_ups', { email_address: 'new@example.com' });
    expect([signIn.code, signUp.code]).toEqual(['session_exists', 'session_exists']);
  });

  it('leaves one session of two sign-ins that were started before', async () => {
    await emulator.settings.update({ session: { single_session_mode: true } });
    const browser = new BrowserClient(emulator);
    const started = [
      await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com' }),
      await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com' }),
    ];
    for (const signIn of started) {
      const path = `/v1/client/sign_ins/${signIn.text('response.id')}/attempt_first_factor`;
      expect((await browser.post(path, { strategy: 'password', password })).at('response.status')).toBe('complete');
    }
    expect(await sessionsOf(browser)).toBe(1);
  });
});

it('shows the enterprise connections of verified addresses only', async () => {
  const organization_id = (await ada.post('/v1/organizations', { name: 'Rival' })).text('response.id');
  const connection = {
    organization_id,
    name: 'Rival',
    domains: ['rival.example'],
    provider: 'saml_custom',
    active: true,
  };
  expect((await onServer('POST', '/v1/enterprise_connections', connection)).status).toBe(201);
  const email = await ada.post('/v1/me/email_addresses', { email_address: 'ada@rival.example' });
  expect((await ada.get('/v1/me/enterprise_connections')).at('response')).toEqual([]);
  const path = `/v1/me/email_addresses/${email.text('response.id')}`;
  await ada.post(`${path}/prepare_verification`, { strategy: 'email_code' });
  await ada.post(`${path}/attempt_verification`, { code: '424242' });
  expect((await ada.get('/v1/me/enterprise_connections')).at('response.0')).toMatchObject({ name: 'Rival' });
});

it.each(['-5', '0', '9'.repeat(30)])('refuses an API key that expires after %s seconds', async (seconds) => {
  const subject = await userId();
  const form = { subject, name: 'Deploy', seconds_until_expiration: seconds };
  const answer = await ada.post('/api_keys', form);
  expect([answer.status, answer.parameter]).toEqual([422, 'seconds_until_expiration']);
});

it('mints no token for an organization while organizations are off', async () => {
  const created = await ada.post('/v1/organizations', { name: 'Acme' });
  await emulator.settings.update({ organizations: { enabled: false } });
  const path = `/v1/client/sessions/${ada.sessionId ?? ''}/tokens`;
  const answer = await ada.post(path, { organization_id: created.text('response.id') });
  expect([answer.status, answer.code]).toEqual([403, 'organization_not_enabled_in_instance']);
});

it.each([null, {}, { format: 4 }, { format: 4, tables: null }, { format: 4, tables: { users: 'all' } }])(
  'refuses an import that is no export, and keeps its data: %j',
  async (dump) => {
    // A file may hold anything.
    const read = dump as unknown as StoreDump;
    await expect(emulator.import(read)).rejects.toMatchObject({ code: 'database_unusable' });
    expect((await ada.get('/v1/me')).status).toBe(200);
  },
);
