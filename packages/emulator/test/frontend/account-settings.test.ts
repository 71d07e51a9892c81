import { expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

const it = emulatorTest({ log: () => undefined });

let emulator: Emulator;
let browser: BrowserClient;

it.beforeEach(async ({ emulator: started }) => {
  emulator = started;
  browser = new BrowserClient(emulator);
  await browser.signIn('ada@example.com', 'ada-demo-password');
});

const outcome = ({ status, code, parameter }: CallAnswer) => [status, code, parameter];

it('what the settings turn off is refused', async () => {
  const off = { enabled: false };
  await emulator.settings.update({
    attributes: {
      username: off,
      first_name: off,
      phone_number: off,
      authenticator_app: off,
      backup_code: off,
      passkey: off,
    },
    actions: { delete_self: false },
  });
  const unknown = (parameter: string) => [422, 'form_param_unknown', parameter];
  const disabled = [403, 'feature_not_enabled', undefined];
  expect(outcome(await browser.patch('/v1/me', { username: 'countess' }))).toEqual(unknown('username'));
  expect(outcome(await browser.patch('/v1/me', { first_name: 'Augusta' }))).toEqual(unknown('first_name'));
  const phone = await browser.post('/v1/me/phone_numbers', { phone_number: '+15555550100' });
  expect(outcome(phone)).toEqual(unknown('phone_number'));
  expect(outcome(await browser.post('/v1/me/totp'))).toEqual(disabled);
  expect(outcome(await browser.post('/v1/me/backup_codes/'))).toEqual(disabled);
  expect(outcome(await browser.post('/v1/me/passkeys'))).toEqual(disabled);
  expect((await browser.delete('/v1/me')).status).toBe(403);
});

it('the rules for passwords and user names are those of the settings', async () => {
  await emulator.settings.update({
    password_settings: {
      min_length: 10,
      require_uppercase: true,
      require_lowercase: true,
      require_numbers: true,
      require_special_char: true,
    },
    username_settings: { min_length: 4, max_length: 10 },
  });
  const change = async (password: string) => {
    const form: Form = { current_password: 'ada-demo-password', new_password: password };
    return (await browser.post('/v1/me/change_password', form)).code;
  };
  expect(await change('Short-1')).toBe('form_password_length_too_short');
  expect(await change('only-small-1')).toBe('form_password_no_uppercase');
  expect(await change('ONLY-LARGE-1')).toBe('form_password_no_lowercase');
  expect(await change('No-Number-Here')).toBe('form_password_no_number');
  expect(await change('NoSpecial1234')).toBe('form_password_no_special_char');
  expect(await change('Everything-1!')).toBeUndefined();
  const name = await browser.patch('/v1/me', { username: 'abc' });
  expect(outcome(name)).toEqual([422, 'form_username_invalid_length', 'username']);
});

it('e-mail links are refused if only codes verify addresses, which is the default', async () => {
  const id = (await browser.post('/v1/me/email_addresses', { email_address: 'new@example.com' })).text('response.id');
  const form = { strategy: 'email_link', redirect_url: 'http://localhost:3000/' };
  const answer = await browser.post(`/v1/me/email_addresses/${id}/prepare_verification`, form);
  expect(outcome(answer)).toEqual([422, 'form_param_value_invalid', 'strategy']);
});

it('sensitive changes need a recent sign-in if the settings want it', async () => {
  await emulator.settings.update({ session: { reverification: true } });
  const add = (text: string) => browser.post('/v1/me/email_addresses', { email_address: text });
  expect((await add('first@example.com')).status).toBe(200);
  emulator.clock.advance(11 * 60 * 1000);
  const required = [403, 'session_reverification_required', undefined];
  expect(outcome(await add('second@example.com'))).toEqual(required);
  const password = { current_password: 'ada-demo-password', new_password: 'another-password' };
  expect(outcome(await browser.post('/v1/me/change_password', password))).toEqual(required);
  expect(outcome(await browser.post('/v1/me/totp'))).toEqual(required);
  expect(outcome(await browser.delete('/v1/me'))).toEqual(required);
  expect((await browser.patch('/v1/me', { first_name: 'Augusta' })).status).toBe(200);
  const verify = `/v1/client/sessions/${browser.sessionId ?? ''}/verify`;
  await browser.post(verify, { level: 'first_factor' });
  await browser.post(`${verify}/attempt_first_factor`, { strategy: 'password', password: 'ada-demo-password' });
  expect((await add('second@example.com')).status).toBe(200);
});
