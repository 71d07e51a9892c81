import { Secret, TOTP } from 'otpauth';
import { describe, expect } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, claimsOf } from './browser-client.js';

const password = 'a-demo-password';
const it = emulatorTest({
  log: () => undefined,
  seed: {
    users: ['ada', 'grace'].map((name) => ({ email_address: `${name}@acme.test`, password })),
    organizations: [{ name: 'Acme', slug: 'acme', members: [{ user: 'ada@acme.test', role: 'org:admin' }] }],
  },
});

let emulator: Emulator;
let browser: BrowserClient;
let session: string;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  session = await browser.signIn('ada@acme.test', password);
});

/** A call of the Backend API. */
async function backend(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${emulator.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

const userId = async () => (await browser.get('/v1/me')).text('response.id');
const token = async (path = '') =>
  claimsOf((await browser.post(`/v1/client/sessions/${session}/tokens${path}`)).text('jwt'));

describe('templates', () => {
  it('make tokens for other services; an unknown one is not found', async () => {
    await backend('POST', '/jwt_templates', { name: 'hasura', claims: { email: '{{user.primary_email_address}}' } });
    expect(await token('/hasura')).toMatchObject({ email: 'ada@acme.test' });
    const unknown = await browser.post(`/v1/client/sessions/${session}/tokens/unknown`);
    expect([unknown.status, unknown.code]).toEqual([404, 'resource_not_found']);
  });
});

describe('several sessions in a browser', () => {
  it('are chosen by the call, and end one by one or together', async () => {
    const second = await browser.signIn('grace@acme.test', password);
    const nameOf = async (sessionId: string) =>
      (await browser.call('GET', '/v1/me', { sessionId })).text('response.email_addresses.0.email_address');
    expect([await nameOf(session), await nameOf(second)]).toEqual(['ada@acme.test', 'grace@acme.test']);
    await browser.post(`/v1/client/sessions/${session}/touch`, { intent: 'select_session' });
    expect((await browser.get('/v1/client')).at('response.last_active_session_id')).toBe(session);
    const removed = await browser.post(`/v1/client/sessions/${session}/remove`);
    expect(removed.at('response.status')).toBe('removed');
    expect(removed.at('client.sessions.0.id')).toBe(second);
    expect((await browser.call('GET', '/v1/me', { sessionId: session })).status).toBe(401);
    const out = await browser.delete('/v1/client/sessions');
    expect(out.at('response.sessions')).toEqual([]);
    expect((await browser.call('GET', '/v1/me', { sessionId: second })).status).toBe(401);
  });
});

describe('devices', () => {
  it('show the sessions of the user in all browsers, with browser, device and address', async () => {
    const phone = new BrowserClient(emulator, {
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E Safari/604',
    });
    const other = await phone.signIn('ada@acme.test', password);
    const stranger = new BrowserClient(emulator);
    await stranger.signIn('grace@acme.test', password);
    const { body } = await browser.get('/v1/me/sessions/active');
    expect(body).toMatchObject([
      {
        id: other,
        latest_activity: { browser_name: 'Safari', browser_version: '18.0', device_type: 'iPhone', is_mobile: true },
      },
      {
        id: session,
        latest_activity: {
          object: 'session_activity',
          browser_name: 'Chrome',
          browser_version: '140.0.0.0',
          device_type: 'Linux',
          is_mobile: false,
          ip_address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) as string,
        },
      },
    ]);
    expect(body).toHaveLength(2);
    const all = await browser.get('/v1/me/sessions');
    expect([all.at('0.id'), all.at('0.last_active_token'), all.at('1.id')]).toEqual([other, null, session]);
  });

  it('are revoked by the user, not by others, and not twice', async () => {
    const phone = new BrowserClient(emulator);
    const other = await phone.signIn('ada@acme.test', password);
    const stranger = new BrowserClient(emulator);
    await stranger.signIn('grace@acme.test', password);
    expect((await stranger.post(`/v1/me/sessions/${other}/revoke`)).status).toBe(404);
    const revoked = await browser.post(`/v1/me/sessions/${other}/revoke`);
    expect(revoked.at('response')).toMatchObject({ id: other, status: 'revoked', last_active_token: null });
    expect(revoked.at('client.sessions.0.id')).toBe(session);
    expect((await phone.get('/v1/me')).status).toBe(401);
    expect((await browser.post(`/v1/me/sessions/${other}/revoke`)).code).toBe('invalid_action_for_session');
    expect(emulator.webhooks.messages.map(({ type }) => type)).toContain('session.revoked');
  });
});

describe('tasks', () => {
  it('keep a session pending until an organization is chosen', async () => {
    await backend('PATCH', '/instance/organization_settings', { force_organization_selection: true });
    const fresh = new BrowserClient(emulator);
    const id = await fresh.signIn('ada@acme.test', password);
    const client = await fresh.get('/v1/client');
    expect(client.at('response.sessions.0')).toMatchObject({
      status: 'pending',
      tasks: [{ key: 'choose-organization' }],
    });
    const claims = async () => claimsOf((await fresh.post(`/v1/client/sessions/${id}/tokens`)).text('jwt'));
    expect(await claims()).toMatchObject({ sts: 'pending' });
    expect(emulator.webhooks.messages.map(({ type }) => type)).toContain('session.pending');
    const organization = client.text('response.sessions.0.user.organization_memberships.0.organization.id');
    const touched = await fresh.post(`/v1/client/sessions/${id}/touch`, { active_organization_id: organization });
    expect(touched.at('response')).toMatchObject({ status: 'active', tasks: [] });
    expect(await claims()).toMatchObject({ sts: 'active', o: { slg: 'acme' } });
  });

  it('ask for a second factor where the settings require one', async () => {
    const strict = await createEmulator({
      log: () => undefined,
      seed: {
        users: [{ email_address: 'ada@acme.test', password }],
        settings: { sign_in: { second_factor: { required: true } } },
      },
    });
    try {
      const fresh = new BrowserClient(strict);
      await fresh.signIn('ada@acme.test', password);
      const state = async () => (await fresh.get('/v1/client')).at('response.sessions.0');
      expect(await state()).toMatchObject({ status: 'pending', tasks: [{ key: 'setup-mfa' }] });
      const secret = (await fresh.post('/v1/me/totp')).text('response.secret');
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
      expect((await fresh.post('/v1/me/totp/attempt_verification', { code })).status).toBe(200);
      expect(await state()).toMatchObject({ status: 'active', tasks: [] });
    } finally {
      await strict.close();
    }
  });

  it('ask for a new password after the old one was compromised', async () => {
    await backend('POST', `/users/${await userId()}/password/set_compromised`, {});
    expect((await browser.get('/v1/client')).at('response.sessions.0')).toMatchObject({
      status: 'pending',
      tasks: [{ key: 'reset-password' }],
    });
    await browser.post('/v1/me/change_password', { current_password: password, new_password: 'another-password' });
    expect((await browser.get('/v1/client')).at('response.sessions.0.status')).toBe('active');
  });
});

describe('reverification', () => {
  it('proves the first factor again and restarts its age', async () => {
    emulator.clock.advance(20 * 60_000);
    expect((await token())['fva']).toEqual([20, -1]);
    const verify = `/v1/client/sessions/${session}/verify`;
    const started = await browser.post(verify, { level: 'second_factor' });
    expect(started.at('response')).toMatchObject({
      object: 'session_reverification',
      status: 'needs_first_factor',
      level: 'first_factor',
      supported_second_factors: [],
    });
    const offered = started.at('response.supported_first_factors') as { strategy: string }[];
    expect(offered.map(({ strategy }) => strategy)).toEqual(['password', 'email_code']);
    const wrong = await browser.post(`${verify}/attempt_first_factor`, { strategy: 'password', password: 'wrong' });
    expect([wrong.status, wrong.code, wrong.parameter]).toEqual([422, 'form_password_incorrect', 'password']);
    const done = await browser.post(`${verify}/attempt_first_factor`, { strategy: 'password', password });
    expect(done.at('response')).toMatchObject({
      status: 'complete',
      session: { factor_verification_age: [0, -1] },
      first_factor_verification: { status: 'verified', strategy: 'password' },
    });
    expect((await token())['fva']).toEqual([0, -1]);
    const again = await browser.post(`${verify}/attempt_first_factor`, { strategy: 'password', password });
    expect(again.code).toBe('invalid_action_for_session_reverification');
  });

  it('proves both factors on the level multi_factor; a backup code works once', async () => {
    await backend('PATCH', `/users/${await userId()}`, {
      totp_secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      backup_codes: ['backup-1'],
    });
    emulator.clock.advance(20 * 60_000);
    const verify = `/v1/client/sessions/${session}/verify`;
    for (const [code, status] of [
      ['backup-1', 200],
      ['backup-1', 422],
    ] as const) {
      await browser.post(verify, { level: 'multi_factor' });
      await browser.post(`${verify}/prepare_first_factor`, { strategy: 'email_code' });
      const first = await browser.post(`${verify}/attempt_first_factor`, { strategy: 'email_code', code: '424242' });
      expect(first.at('response.status')).toBe('needs_second_factor');
      const second = await browser.post(`${verify}/attempt_second_factor`, { strategy: 'backup_code', code });
      expect(second.status).toBe(status);
      if (status === 200) {
        expect(second.at('response.second_factor_verification')).toMatchObject({
          object: 'verification_backup_code',
          status: 'verified',
        });
      }
    }
    expect((await token())['fva']).toEqual([0, 0]);
  });

  it('must be started, names a missing level, and refuses tickets', async () => {
    const verify = `/v1/client/sessions/${session}/verify`;
    const early = await browser.post(`${verify}/attempt_first_factor`, { strategy: 'password', password });
    expect([early.status, early.code]).toEqual([400, 'session_reverification_missing']);
    const missing = await browser.post(verify);
    expect([missing.status, missing.parameter]).toEqual([422, 'level']);
    await browser.post(verify, { level: 'first_factor' });
    const ticket = await browser.post(`${verify}/attempt_first_factor`, { strategy: 'ticket', code: 'x' });
    expect([ticket.status, ticket.code]).toEqual([422, 'strategy_for_user_invalid']);
    const stranger = new BrowserClient(emulator);
    await stranger.signIn('grace@acme.test', password);
    expect((await stranger.post(verify, { level: 'first_factor' })).status).toBe(404);
  });
});
