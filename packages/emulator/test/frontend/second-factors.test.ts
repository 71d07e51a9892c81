import { createClerkClient } from '@acme/backend';
import { Secret, TOTP, URI } from 'otpauth';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, type CallAnswer } from './browser-client.js';

const it = emulatorTest({ log: () => undefined });

let emulator: Emulator;
let browser: BrowserClient;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  await browser.signIn('ada@example.com', 'ada-demo-password');
});

const outcome = ({ status, code, parameter }: CallAnswer) => [status, code, parameter];

const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: emulator.clock.now() });

async function addApp(): Promise<CallAnswer> {
  const secret = (await browser.post('/v1/me/totp')).text('response.secret');
  return browser.post('/v1/me/totp/attempt_verification', { code: codeOf(secret) });
}

async function addNumber(phoneNumber: string): Promise<string> {
  const id = (await browser.post('/v1/me/phone_numbers', { phone_number: phoneNumber })).text('response.id');
  await browser.post(`/v1/me/phone_numbers/${id}/prepare_verification`, { strategy: 'phone_code' });
  await browser.post(`/v1/me/phone_numbers/${id}/attempt_verification`, { code: '424242' });
  return id;
}

describe('the authenticator app', () => {
  it('is set up by a code; the first one brings backup codes', async () => {
    expect(outcome(await browser.post('/v1/me/totp/attempt_verification', { code: '123456' }))[0]).toBe(404);
    const started = await browser.post('/v1/me/totp');
    expect(started.at('response')).toMatchObject({ object: 'totp', verified: false, backup_codes: null });
    const uri = URI.parse(started.text('response.uri'));
    expect(uri).toMatchObject({ issuer: 'Acme Emulator', label: 'Ada Lovelace' });
    expect(uri.secret.base32).toBe(started.text('response.secret'));
    expect(started.at('client.sessions.0.user.totp_enabled')).toBe(false);
    const replaced = await browser.post('/v1/me/totp');
    expect(replaced.text('response.secret')).not.toBe(started.text('response.secret'));
    const attempt = (code: string) => browser.post('/v1/me/totp/attempt_verification', { code });
    expect(outcome(await attempt('000000'))).toEqual([422, 'form_code_incorrect', 'code']);
    expect(outcome(await attempt(''))).toEqual([422, 'form_param_missing', 'code']);
    const verified = await attempt(codeOf(replaced.text('response.secret')));
    expect(verified.at('response')).toMatchObject({ verified: true, secret: null, uri: null });
    expect(verified.at('response.backup_codes')).toHaveLength(10);
    expect(verified.at('client.sessions.0.user')).toMatchObject({
      totp_enabled: true,
      backup_code_enabled: true,
      two_factor_enabled: true,
    });
    expect(outcome(await browser.post('/v1/me/totp'))).toEqual([400, 'totp_already_enabled', undefined]);
    expect((await emulator.webhooks.next('user.updated', { timeoutMs: 300_000 })).data).toMatchObject({
      totp_enabled: true,
    });
  });

  it('is removed, and the backup codes with the last second factor', async () => {
    expect((await browser.delete('/v1/me/totp')).status).toBe(404);
    await addApp();
    const removed = await browser.delete('/v1/me/totp/');
    expect(removed.at('response')).toMatchObject({ object: 'totp', deleted: true });
    expect(removed.at('client.sessions.0.user')).toMatchObject({
      totp_enabled: false,
      backup_code_enabled: false,
      two_factor_enabled: false,
    });
  });

  it('is one only, even if two are set up at once', async () => {
    const started = await Promise.all([browser.post('/v1/me/totp'), browser.post('/v1/me/totp')]);
    const codes = started.map((answer) => codeOf(answer.text('response.secret')));
    const tried = await Promise.all(codes.map((code) => browser.post('/v1/me/totp/attempt_verification', { code })));
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('backup codes', () => {
  it('need another second factor; new ones replace the old ones, and each works once', async () => {
    const early = await browser.post('/v1/me/backup_codes/');
    expect(outcome(early)).toEqual([400, 'backup_codes_not_available', undefined]);
    const [old] = (await addApp()).at('response.backup_codes') as readonly [string];
    const renewed = await browser.post('/v1/me/backup_codes/');
    expect(renewed.at('response.object')).toBe('backup_code');
    const codes = renewed.at('response.codes') as readonly string[];
    expect(new Set(codes).size).toBe(10);
    const { users } = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const userId = emulator.users[0]?.id ?? '';
    await expect(users.verifyTOTP({ userId, code: old })).rejects.toMatchObject({ status: 422 });
    const code = codes[3] ?? '';
    const tried = await Promise.allSettled([1, 2, 3].map(() => users.verifyTOTP({ userId, code })));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('phone numbers as second factor', () => {
  const patch = (id: string, form: Record<string, boolean | string>) =>
    browser.patch(`/v1/me/phone_numbers/${id}`, form);

  it('are reserved, with backup codes for the first one; one is the default', async () => {
    const [first, second] = [await addNumber('+15555550100'), await addNumber('+15555550101')];
    const reserved = await patch(first, { reserved_for_second_factor: true });
    expect(reserved.at('response')).toMatchObject({ reserved_for_second_factor: true, default_second_factor: false });
    expect(reserved.at('response.backup_codes')).toHaveLength(10);
    expect(reserved.at('client.sessions.0.user.two_factor_enabled')).toBe(true);
    await patch(first, { default_second_factor: true });
    const other = await patch(second, { reserved_for_second_factor: true, default_second_factor: true });
    expect(other.at('response')).toMatchObject({ default_second_factor: true, backup_codes: [] });
    const numbers = (await browser.get('/v1/me')).at('response.phone_numbers') as readonly {
      readonly default_second_factor: boolean;
    }[];
    expect(numbers.map((number) => number.default_second_factor)).toEqual([false, true]);
    await patch(first, { reserved_for_second_factor: false });
    const last = await patch(second, { reserved_for_second_factor: false });
    expect(last.at('client.sessions.0.user')).toMatchObject({ two_factor_enabled: false, backup_code_enabled: false });
  });

  it('are refused before they are verified, and as words', async () => {
    const id = (await browser.post('/v1/me/phone_numbers', { phone_number: '+15555550100' })).text('response.id');
    const unverified = await patch(id, { reserved_for_second_factor: true });
    expect(outcome(unverified)).toEqual([400, 'update_second_factor_unverified', undefined]);
    const alone = await patch(id, { default_second_factor: true });
    expect(outcome(alone)).toEqual([422, 'form_param_value_invalid', 'default_second_factor']);
    const word = await patch(id, { reserved_for_second_factor: 'perhaps' });
    expect(outcome(word)).toEqual([422, 'form_param_format_invalid', 'reserved_for_second_factor']);
    expect((await patch('idn_none', { default_second_factor: true })).status).toBe(404);
  });
});
