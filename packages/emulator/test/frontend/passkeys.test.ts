import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { Authenticator } from './authenticator.js';
import { BrowserClient, type CallAnswer } from './browser-client.js';

const it = emulatorTest({ log: () => undefined });

let emulator: Emulator;
let browser: BrowserClient;
let other: BrowserClient;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  other = new BrowserClient(emulator);
  await browser.signIn('ada@example.com', 'ada-demo-password');
  await other.signIn('grace@example.com', 'grace-demo-password');
});

const outcome = ({ status, code, parameter }: CallAnswer) => [status, code, parameter];

describe('passkeys', () => {
  const attempt = (id: string, credential: string, client = browser) =>
    client.post(`/v1/me/passkeys/${id}/attempt_verification`, {
      strategy: 'passkey',
      public_key_credential: credential,
    });

  async function start(client = browser): Promise<{ readonly id: string; readonly nonce: string }> {
    const started = await client.post('/v1/me/passkeys');
    return { id: started.text('response.id'), nonce: started.text('response.verification.nonce') };
  }

  it('are set up by a device, renamed and removed', async () => {
    const { id, nonce } = await start();
    expect(JSON.parse(nonce)).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: 'Ada Lovelace', displayName: 'Ada Lovelace' },
      pubKeyCredParams: expect.arrayContaining([{ alg: -7, type: 'public-key' }]) as object[],
      authenticatorSelection: { residentKey: 'required' },
      excludeCredentials: [],
      attestation: 'none',
    });
    expect((await browser.get('/v1/me')).at('response.passkeys')).toEqual([]);
    const verified = await attempt(id, new Authenticator().create(nonce));
    expect(verified.at('response')).toMatchObject({ object: 'passkey', id, verification: { status: 'verified' } });
    expect(verified.at('client.sessions.0.user.passkeys')).toMatchObject([{ id, last_used_at: null }]);
    const renamed = await browser.patch(`/v1/me/passkeys/${id}`, { name: 'My laptop' });
    expect(renamed.at('response.name')).toBe('My laptop');
    expect((await browser.get(`/v1/me/passkeys/${id}`)).at('response.name')).toBe('My laptop');
    expect(JSON.parse((await start()).nonce)).toMatchObject({ excludeCredentials: [{ type: 'public-key' }] });
    expect((await emulator.webhooks.next('user.updated', { timeoutMs: 300_000 })).data).toMatchObject({
      passkeys: [{ id }],
    });
    const removed = await browser.delete(`/v1/me/passkeys/${id}`);
    expect(removed.at('response')).toEqual({ object: 'passkey', id, deleted: true });
    expect(removed.at('client.sessions.0.user.passkeys')).toEqual([]);
  });

  it('are refused for another origin, another challenge, a second time, late, and malformed', async () => {
    const invalid = [422, 'passkey_invalid_public_key_credential', 'public_key_credential'];
    const { id, nonce } = await start();
    expect(outcome(await attempt(id, new Authenticator('http://localhost:3001').create(nonce)))).toEqual(invalid);
    const device = new Authenticator();
    expect(outcome(await attempt(id, device.create((await start()).nonce)))).toEqual(invalid);
    for (const text of ['not json', '[]', '{"id":"a"}', '{"id":1,"response":{}}', '{"id":"a","response":{}}'])
      expect(outcome(await attempt(id, text))).toEqual(invalid);
    expect(outcome(await attempt(id, ''))).toEqual([422, 'form_param_missing', 'public_key_credential']);
    const wrong = await browser.post(`/v1/me/passkeys/${id}/attempt_verification`, { strategy: 'email_code' });
    expect(outcome(wrong)).toEqual([422, 'form_param_value_invalid', 'strategy']);
    expect((await attempt(id, device.create(nonce))).status).toBe(200);
    const again = await attempt(id, device.create(nonce));
    expect(outcome(again)).toEqual([400, 'verification_already_verified', undefined]);
    const second = await start(other);
    const taken = await attempt(second.id, device.create(second.nonce), other);
    expect(outcome(taken)).toEqual([400, 'passkey_already_exists', undefined]);
    emulator.clock.advance(11 * 60 * 1000);
    const late = await attempt(second.id, new Authenticator().create(second.nonce), other);
    expect(outcome(late)).toEqual([400, 'verification_expired', undefined]);
  });

  it('of another user are not found', async () => {
    const { id, nonce } = await start(other);
    const answers = [
      await browser.get(`/v1/me/passkeys/${id}`),
      await browser.patch(`/v1/me/passkeys/${id}`, { name: 'Mine' }),
      await browser.delete(`/v1/me/passkeys/${id}`),
      await attempt(id, new Authenticator().create(nonce)),
    ];
    for (const answer of answers) expect(outcome(answer)).toEqual([404, 'resource_not_found', undefined]);
    expect((await attempt(id, new Authenticator().create(nonce), other)).status).toBe(200);
    expect(outcome(await other.patch(`/v1/me/passkeys/${id}`, { name: null }))).toEqual([
      422,
      'form_param_missing',
      'name',
    ]);
  });
});

describe('trusted devices', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const claims = {
    platform: 'ios',
    app_identifier: 'com.example.app',
    name: 'Phone',
    algorithm: 'ES256',
    public_key_jwk: JSON.stringify(publicKey.export({ format: 'jwk' })),
  };
  const signatureOf = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  const attempt = (clientData: string, signature = signatureOf(clientData), client = browser) =>
    client.post('/v1/me/trusted_devices/attempt', { ...claims, client_data: clientData, signature });

  it('are enrolled by a signed challenge, listed and revoked', async () => {
    const prepared = await browser.post('/v1/me/trusted_devices/prepare', claims);
    expect(prepared.at('response')).toMatchObject({ object: 'trusted_device_challenge', algorithm: 'ES256' });
    const clientData = prepared.text('response.client_data');
    expect(clientData).toContain(prepared.text('response.challenge'));
    const enrolled = await attempt(clientData);
    expect(enrolled.at('response')).toMatchObject({ object: 'trusted_device', status: 'active', name: 'Phone' });
    const id = enrolled.text('response.id');
    expect((await browser.get('/v1/me/trusted_devices')).at('response')).toMatchObject([{ id }]);
    expect((await other.get('/v1/me/trusted_devices')).at('response')).toEqual([]);
    expect((await other.delete(`/v1/me/trusted_devices/${id}`)).status).toBe(404);
    const revoked = await browser.delete(`/v1/me/trusted_devices/${id}`);
    expect(revoked.at('response')).toMatchObject({ id, status: 'revoked', revoked_at: expect.any(Number) as number });
    expect((await browser.get('/v1/me/trusted_devices')).at('response')).toEqual([]);
  });

  it('sign their user in by a signed challenge, once, until they are revoked', async () => {
    const prepared = await browser.post('/v1/me/trusted_devices/prepare', claims);
    const id = (await attempt(prepared.text('response.client_data'))).text('response.id');
    const phone = new BrowserClient(emulator);
    const isValid = async (trusted_device_id: string) =>
      (await phone.post('/v1/client/trusted_devices/validate', { trusted_device_id })).at('response');
    expect(await isValid(id)).toEqual({ object: 'trusted_device_validation', valid: true });
    expect(await isValid('tdev_unknown')).toEqual({ object: 'trusted_device_validation', valid: false });

    const start = () => phone.post('/v1/client/sign_ins', { strategy: 'trusted_device', trusted_device_id: id });
    const challenge = 'response.first_factor_verification.trusted_device_challenge';
    const started = await start();
    expect(started.at(challenge)).toMatchObject({ trusted_device_id: id, algorithm: 'ES256' });
    const clientData = started.text(`${challenge}.client_data`);
    const path = `/v1/client/sign_ins/${started.text('response.id')}/attempt_first_factor`;
    const signIn = (client_data: string, signature = signatureOf(client_data), trusted_device_id = id) =>
      phone.post(path, { strategy: 'trusted_device', algorithm: 'ES256', trusted_device_id, client_data, signature });
    const refused = (field: string) => [422, 'form_param_value_invalid', field];
    expect(outcome(await signIn(clientData, signatureOf('something else')))).toEqual(refused('signature'));
    expect(outcome(await signIn('{}'))).toEqual(refused('client_data'));
    expect(outcome(await signIn(clientData, undefined, 'tdev_unknown'))).toEqual(refused('trusted_device_id'));
    const both = await Promise.all([signIn(clientData), signIn(clientData)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const client = await phone.get('/v1/client');
    expect(client.at('response.sessions')).toHaveLength(1);
    expect(client.at('response.sessions.0.user.id')).toBe(emulator.users[0]?.id);
    const [device] = (await browser.get('/v1/me/trusted_devices')).at('response') as readonly [object];
    expect(device).toMatchObject({ id, last_used_at: expect.any(Number) as number });

    await browser.delete(`/v1/me/trusted_devices/${id}`);
    expect(outcome(await start())).toEqual(refused('trusted_device_id'));
    expect(await isValid(id)).toMatchObject({ valid: false });
  });

  it('are refused for a wrong signature, a used or foreign challenge, and bad claims', async () => {
    const clientData = (await browser.post('/v1/me/trusted_devices/prepare', claims)).text('response.client_data');
    const wrong = await attempt(clientData, signatureOf('something else'));
    expect(outcome(wrong)).toEqual([422, 'form_param_value_invalid', 'signature']);
    const invalid = [400, 'trusted_device_challenge_invalid', undefined];
    expect(outcome(await attempt(clientData, undefined, other))).toEqual(invalid);
    const both = await Promise.all([attempt(clientData), attempt(clientData)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(outcome(await attempt('{}'))).toEqual(invalid);
    const prepare = (change: Record<string, string>) =>
      browser.post('/v1/me/trusted_devices/prepare', { ...claims, ...change });
    expect(outcome(await prepare({ platform: 'toaster' }))).toEqual([422, 'form_param_value_invalid', 'platform']);
    expect(outcome(await prepare({ platform: '' }))).toEqual([422, 'form_param_missing', 'platform']);
    expect(outcome(await prepare({ algorithm: 'none' }))).toEqual([422, 'form_param_value_invalid', 'algorithm']);
    for (const key of ['nonsense', '{"kty":"EC"}', JSON.stringify(privateKey.export({ format: 'jwk' }))]) {
      const refused = await prepare({ public_key_jwk: key });
      expect(outcome(refused)).toEqual([422, 'form_param_format_invalid', 'public_key_jwk']);
    }
  });
});
