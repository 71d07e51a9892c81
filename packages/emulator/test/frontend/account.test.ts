import { createClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient } from './browser-client.js';

const it = emulatorTest({ log: () => undefined });

let emulator: Emulator;
let browser: BrowserClient;
let adaId: string;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  await browser.signIn('ada@example.com', 'ada-demo-password');
  adaId = emulator.users[0]?.id ?? '';
});

const events = () => emulator.webhooks.messages.map(({ type }) => type);
const backend = () => createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });

describe('the own user', () => {
  it('changes name and user name, tells the browser and the webhooks', async () => {
    const answer = await browser.patch('/v1/me/', { first_name: 'Augusta', last_name: null, username: 'Countess' });
    expect(answer.status).toBe(200);
    expect(answer.at('response')).toMatchObject({ first_name: 'Augusta', last_name: null, username: 'countess' });
    expect(answer.at('client.sessions.0.user')).toMatchObject({ first_name: 'Augusta', username: 'countess' });
    expect(answer.at('response.private_metadata')).toBeUndefined();
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const message = await emulator.webhooks.next('user.updated');
    expect(message.data).toMatchObject({ id: adaId, first_name: 'Augusta' });
    expect((await browser.patch('/v1/me', { username: null })).at('response.username')).toBeNull();
  });

  it('refuses a user name that is taken or malformed, unknown fields and names that are too long', async () => {
    const refusals = [
      [{ username: 'grace' }, 422, 'form_identifier_exists', 'username'],
      [{ username: 'a b' }, 422, 'form_username_invalid_character', 'username'],
      [{ username: 'a'.repeat(65) }, 422, 'form_username_invalid_length', 'username'],
      [{ first_name: 'a'.repeat(257) }, 422, 'form_param_max_length_exceeded', 'first_name'],
      [{ first_name: ['a', 'b'] }, 422, 'form_param_format_invalid', 'first_name'],
      [{ public_metadata: '{"role":"admin"}' }, 422, 'form_param_unknown', 'public_metadata'],
      [{ unsafe_metadata: '{"theme":"dark"}' }, 422, 'form_param_unknown', 'unsafe_metadata'],
      [{ primary_email_address_id: 'idn_none' }, 404, 'resource_not_found', undefined],
      [{ primary_phone_number_id: 'idn_none' }, 404, 'resource_not_found', undefined],
      [{ primary_web3_wallet_id: 'idn_none' }, 404, 'resource_not_found', undefined],
    ] as const;
    for (const [form, status, code, parameter] of refusals) {
      const answer = await browser.patch('/v1/me', form);
      expect([answer.status, answer.code, answer.parameter]).toEqual([status, code, parameter]);
    }
    expect(events()).not.toContain('user.updated');
  });

  it('lets one of two browsers have a user name that both want at once', async () => {
    const other = new BrowserClient(emulator);
    await other.signIn('grace@example.com', 'grace-demo-password');
    const answers = await Promise.all([browser, other].map((client) => client.patch('/v1/me', { username: 'wanted' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect([refused?.code, refused?.parameter]).toEqual(['form_identifier_exists', 'username']);
  });

  it('merges unsafe metadata; an older version of the API replaces it', async () => {
    const patch = (value: string) => browser.patch('/v1/me/metadata', { unsafe_metadata: value });
    await patch('{"theme":{"dark":true,"size":1}}');
    const merged = await patch('{"theme":{"size":null},"lang":"en"}');
    expect(merged.at('response.unsafe_metadata')).toEqual({ theme: { dark: true }, lang: 'en' });
    const both = await Promise.all([patch('{"left":1}'), patch('{"right":2}')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await browser.get('/v1/me')).at('response.unsafe_metadata')).toMatchObject({ left: 1, right: 2 });
    for (const value of ['not json', '[1]', '"text"', '']) {
      const refused = await patch(value);
      expect([refused.status, refused.parameter]).toEqual([422, 'unsafe_metadata']);
    }
    const old = await browser.call('PATCH', '/v1/me', {
      form: { unsafe_metadata: '{"only":1}' },
      query: { __clerk_api_version: '2025-11-10' },
    });
    expect(old.at('response.unsafe_metadata')).toEqual({ only: 1 });
  });

  it('is not changed without a session, nor with the session of another browser', async () => {
    const other = new BrowserClient(emulator);
    const sessionId = await other.signIn('grace@example.com', 'grace-demo-password');
    for (const session of [sessionId, 'sess_none']) {
      const answer = await browser.call('PATCH', '/v1/me', { form: { first_name: 'Eve' }, sessionId: session });
      expect([answer.status, answer.code]).toEqual([401, 'signed_out']);
    }
    const stranger = await new BrowserClient(emulator).patch('/v1/me', { first_name: 'Eve' });
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  it('mints the token of a JWT template, and says so if there is none', async () => {
    await backend().jwtTemplates.create({ name: 'firebase', claims: { role: 'user' } });
    const token = await browser.post('/v1/me/tokens', { service: 'firebase' });
    expect(token.at('object')).toBe('token');
    expect(token.text('jwt').split('.')).toHaveLength(3);
    expect((await browser.post('/v1/me/tokens', { service: 'none' })).status).toBe(404);
    const missing = await browser.post('/v1/me/tokens', {});
    expect([missing.code, missing.parameter]).toEqual(['form_param_missing', 'service']);
  });
});

describe('the profile image', () => {
  const png = (name = 'me.png') => new File([Buffer.from('iVBORw0KGgo=', 'base64')], name, { type: 'image/png' });

  it('is uploaded, shown to pages of other origins, and removed', async () => {
    const uploaded = await browser.call('POST', '/v1/me/profile_image', { file: png() });
    expect(uploaded.at('response')).toMatchObject({ object: 'image', name: 'me.png' });
    const url = uploaded.text('response.public_url');
    expect(uploaded.at('client.sessions.0.user')).toMatchObject({ image_url: url, has_image: true });
    const drawn = (await browser.get('/v1/client')).text('response.sessions.0.user.image_url');
    expect(drawn).toBe(url);
    const image = await fetch(url, { headers: { origin: 'http://localhost:3000' } });
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const removed = await browser.delete('/v1/me/profile_image');
    expect(removed.at('response')).toMatchObject({ object: 'image', deleted: true });
    expect(removed.at('client.sessions.0.user.has_image')).toBe(false);
    expect((await fetch(url)).status).toBe(404);
    const avatar = await fetch(removed.text('client.sessions.0.user.image_url'));
    expect(avatar.headers.get('access-control-allow-origin')).toBe('*');
    expect((await browser.delete('/v1/me/profile_image')).status).toBe(404);
  });

  it('is also taken as base64 and as a data URL', async () => {
    const data = Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64');
    for (const [text, type] of [
      [data, 'image/png'],
      [`data:image/webp;base64,${data}`, 'image/webp'],
      [`${data.slice(0, 4)}\r\n${data.slice(4)}\n`, 'image/png'],
    ] as const) {
      const uploaded = await browser.call('POST', '/v1/me/profile_image', { text });
      expect(uploaded.status).toBe(200);
      const image = await fetch(uploaded.text('response.public_url'));
      expect(image.headers.get('content-type')).toBe(type);
      expect(Buffer.from(await image.arrayBuffer()).toString('base64')).toBe(data);
    }
    const organization = await browser.post('/v1/organizations', { name: 'Acme' });
    const logo = await browser.call('PUT', `/v1/organizations/${organization.text('response.id')}/logo`, {
      text: data,
    });
    expect(logo.at('response.has_image')).toBe(true);
    for (const [text, code] of [
      ['no picture!', 'form_param_format_invalid'],
      ['data:image/png;base64,', 'form_param_format_invalid'],
      ['data:image/png,plain', 'form_param_format_invalid'],
      ['', 'form_param_missing'],
      [Buffer.from('<svg/>').toString('base64'), 'form_param_value_invalid'],
      [`data:text/html;base64,${data}`, 'form_param_value_invalid'],
    ] as const) {
      const refused = await browser.call('POST', '/v1/me/profile_image', { text });
      expect([refused.status, refused.code, refused.parameter]).toEqual([422, code, 'file']);
    }
  });

  it('must be a picture', async () => {
    const text = new File(['<svg onload="alert(1)"/>'], 'x.svg', { type: 'image/svg+xml' });
    const refused = await browser.call('POST', '/v1/me/profile_image', { file: text });
    expect([refused.status, refused.code, refused.parameter]).toEqual([422, 'form_param_value_invalid', 'file']);
    const missing = await browser.post('/v1/me/profile_image', {});
    expect([missing.status, missing.code, missing.parameter]).toEqual([422, 'form_param_missing', 'file']);
  });
});

describe('the password', () => {
  const change = (form: Record<string, string | boolean>) => browser.post('/v1/me/change_password', form);

  it('changes, and the other sessions end if that is wished', async () => {
    const other = new BrowserClient(emulator);
    await other.signIn('ada@example.com', 'ada-demo-password');
    const kept = await change({ current_password: 'ada-demo-password', new_password: 'a-second-password' });
    expect(kept.at('response')).toMatchObject({ object: 'user', password_enabled: true });
    expect((await other.get('/v1/me')).status).toBe(200);
    await change({
      current_password: 'a-second-password',
      new_password: 'a-third-password',
      sign_out_of_other_sessions: true,
    });
    expect((await other.get('/v1/me')).status).toBe(401);
    expect((await browser.get('/v1/me')).status).toBe(200);
    expect(events()).toContain('session.revoked');
    expect((await backend().users.verifyPassword({ userId: adaId, password: 'a-third-password' })).verified).toBe(true);
  });

  it('needs the current one, and follows the rules', async () => {
    const refusals = [
      [{ new_password: 'long-enough' }, 'form_param_missing', 'current_password'],
      [{ current_password: 'wrong', new_password: 'long-enough' }, 'form_password_incorrect', 'current_password'],
      [{ current_password: 'ada-demo-password' }, 'form_param_missing', 'new_password'],
      [
        { current_password: 'ada-demo-password', new_password: 'short' },
        'form_password_length_too_short',
        'new_password',
      ],
      [
        { current_password: 'ada-demo-password', new_password: 'x'.repeat(73) },
        'form_password_length_too_long',
        'new_password',
      ],
      [
        {
          current_password: 'ada-demo-password',
          new_password: 'long-enough',
          sign_out_of_other_sessions: 'yes',
        },
        'form_param_format_invalid',
        'sign_out_of_other_sessions',
      ],
    ] as const;
    for (const [form, code, parameter] of refusals) {
      const answer = await change(form);
      expect([answer.status, answer.code, answer.parameter]).toEqual([422, code, parameter]);
    }
  });

  it('changes once if two browsers change it at once', async () => {
    const [first, second] = await Promise.all(
      ['the-left-password', 'the-right-password'].map((password) =>
        change({ current_password: 'ada-demo-password', new_password: password }),
      ),
    );
    expect([first?.status, second?.status]).toEqual([200, 422]);
    expect(second?.code).toBe('form_password_incorrect');
  });

  it('is removed, and set again without a current one', async () => {
    const wrong = await browser.post('/v1/me/remove_password', { current_password: 'wrong' });
    expect([wrong.status, wrong.code, wrong.parameter]).toEqual([422, 'form_password_incorrect', 'current_password']);
    const removed = await browser.post('/v1/me/remove_password', { current_password: 'ada-demo-password' });
    expect(removed.at('response.password_enabled')).toBe(false);
    const again = await browser.post('/v1/me/remove_password', { current_password: 'ada-demo-password' });
    expect([again.status, again.code]).toEqual([400, 'no_password_set']);
    expect((await change({ new_password: 'a-new-password' })).at('response.password_enabled')).toBe(true);
  });
});

it('a compromised password is replaced without the current one, which ends the task of the session', async () => {
  const { users } = backend();
  await users.setPasswordCompromised(adaId);
  expect((await browser.get('/v1/client')).at('response.sessions.0.status')).toBe('pending');
  const changed = await browser.post('/v1/me/change_password', { new_password: 'a-new-password' });
  expect(changed.at('client.sessions.0')).toMatchObject({ status: 'active' });
  expect((await users.verifyPassword({ userId: adaId, password: 'a-new-password' })).verified).toBe(true);
});

describe('the account', () => {
  it('is deleted with all sessions', async () => {
    const other = new BrowserClient(emulator);
    await other.signIn('ada@example.com', 'ada-demo-password');
    const answer = await browser.delete('/v1/me');
    expect(answer.at('response')).toEqual({ object: 'user', id: adaId, deleted: true });
    expect(answer.at('client.sessions')).toEqual([]);
    expect((await emulator.webhooks.next('user.deleted')).data).toMatchObject({ id: adaId });
    expect((await browser.get('/v1/me')).status).toBe(401);
    expect((await other.get('/v1/me')).status).toBe(401);
  });

  it('is not deleted if the user may not', async () => {
    await backend().users.updateUser(adaId, { deleteSelfEnabled: false });
    const answer = await browser.delete('/v1/me');
    expect([answer.status, answer.code]).toEqual([403, 'delete_self_not_enabled']);
    expect((await browser.get('/v1/me')).at('response.delete_self_enabled')).toBe(false);
  });
});

it('wallets are refused with a reason', async () => {
  for (const [method, path] of [
    ['GET', '/v1/me/web3_wallets'],
    ['POST', '/v1/me/web3_wallets/'],
    ['DELETE', '/v1/me/web3_wallets/idn_1'],
  ] as const) {
    const answer = await browser.call(method, path);
    expect([answer.status, answer.code]).toEqual([501, 'not_emulated']);
  }
});
