import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, withEmailLinks, type CallAnswer, type Form } from './browser-client.js';

const code = '424242';
const password = 'a long password';
const emailAddress = 'new@example.com';

const it = emulatorTest({ log: (line) => messages.push(line) });

let emulator: Emulator;
let messages: string[];
let browser: BrowserClient;

it.beforeEach(({ emulator: started }) => {
  messages = [];
  emulator = started;
  browser = new BrowserClient(emulator);
});

async function backend(method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${emulator.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

const start = (form: Form, by = browser) => by.post('/v1/client/sign_ups', form);
const step = (signUp: CallAnswer, name: string, form: Form) =>
  browser.post(`/v1/client/sign_ups/${signUp.text('response.id')}/${name}`, form);
const sessionsOf = async () => (await browser.get('/v1/client')).at('response.sessions');

describe('a sign-up with an e-mail address and a password', () => {
  it('says what is missing and what comes next, and keeps what was given', async () => {
    const signUp = await start({ email_address: 'New@Example.com', unsafe_metadata: '{"from":"advert"}' });
    expect(signUp.at('response')).toMatchObject({
      status: 'missing_requirements',
      required_fields: ['email_address', 'password'],
      missing_fields: ['password'],
      unverified_fields: ['email_address'],
      unsafe_metadata: { from: 'advert' },
      verifications: { email_address: { status: 'unverified', next_action: 'needs_prepare' } },
    });
    const prepared = await step(signUp, 'prepare_verification', { strategy: 'email_code' });
    expect(prepared.at('response.verifications.email_address')).toMatchObject({
      object: 'verification_otp',
      next_action: 'needs_attempt',
      supported_strategies: ['email_code'],
    });
    const verified = await step(signUp, 'attempt_verification', { strategy: 'email_code', code });
    expect(verified.at('response')).toMatchObject({
      status: 'missing_requirements',
      unverified_fields: [],
      verifications: { email_address: { status: 'verified', next_action: '' } },
    });
    const done = await browser.patch(`/v1/client/sign_ups/${signUp.text('response.id')}`, { password });
    expect(done.at('response')).toMatchObject({ status: 'complete', missing_fields: [], password_enabled: true });
    expect(done.at('client.sessions.0.id')).toBe(done.text('response.created_session_id'));
    expect(done.at('client.sessions.0.user')).toMatchObject({
      id: done.text('response.created_user_id'),
      unsafe_metadata: { from: 'advert' },
      email_addresses: [{ email_address: emailAddress, verification: { status: 'verified', strategy: 'email_code' } }],
    });
  });

  it('creates one account when it is verified many times at once', async () => {
    const signUp = await start({ email_address: emailAddress, password });
    await step(signUp, 'prepare_verification', { strategy: 'email_code' });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => step(signUp, 'attempt_verification', { strategy: 'email_code', code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
    expect(await sessionsOf()).toHaveLength(1);
  });

  it('is open again when somebody else took the address meanwhile', async () => {
    const signUp = await start({ email_address: emailAddress, password });
    await step(signUp, 'prepare_verification', { strategy: 'email_code' });
    await backend('POST', '/users', { email_address: [emailAddress], password });
    const late = await step(signUp, 'attempt_verification', { strategy: 'email_code', code });
    expect([late.status, late.code, late.parameter]).toEqual([422, 'form_identifier_exists', 'email_address']);
    const id = signUp.text('response.id');
    const other = await browser.patch(`/v1/client/sign_ups/${id}`, { email_address: 'other@example.com' });
    expect(other.at('response')).toMatchObject({
      status: 'missing_requirements',
      unverified_fields: ['email_address'],
    });
  });

  it('verifies a changed address again, and accepts no code of another address', async () => {
    const signUp = await start({ email_address: emailAddress, password });
    await step(signUp, 'prepare_verification', { strategy: 'email_code' });
    await browser.patch(`/v1/client/sign_ups/${signUp.text('response.id')}`, { email_address: 'other@example.com' });
    const early = await step(signUp, 'attempt_verification', { strategy: 'email_code', code });
    expect([early.status, early.code]).toEqual([400, 'verification_not_sent']);
  });

  it('can be verified by a link if the settings have it', async () => {
    await emulator.settings.update(withEmailLinks);
    const signUp = await start({ email_address: emailAddress, password });
    const redirect_url = 'http://localhost:3000/sign-up#/verify';
    await step(signUp, 'prepare_verification', { strategy: 'email_link', redirect_url });
    const [link = ''] = messages.flatMap((line) => /https?:\S+\/v1\/verify\S+/.exec(line)?.[0] ?? []);
    const opened = new URL((await browser.visit(link)).headers.get('location') ?? '');
    expect(opened.searchParams.get('__clerk_status')).toBe('verified');
    const polled = await browser.get(`/v1/client/sign_ups/${signUp.text('response.id')}`);
    expect(polled.at('response.status')).toBe('complete');
    expect(opened.searchParams.get('__clerk_created_session')).toBe(polled.at('response.created_session_id'));
  });

  it.each([
    [{ email_address: 'ada@example.com' }, 'form_identifier_exists', 'email_address'],
    [{ email_address: 'nobody' }, 'form_param_format_invalid', 'email_address'],
    [{ username: 'ada' }, 'form_identifier_exists', 'username'],
    [{ password: 'short' }, 'form_password_length_too_short', 'password'],
    [{ phone_number: '12' }, 'form_param_format_invalid', 'phone_number'],
    [{ unsafe_metadata: '{broken' }, 'form_param_format_invalid', 'unsafe_metadata'],
    [{ strategy: 'nonsense' }, 'form_param_value_invalid', 'strategy'],
  ])('refuses %o', async (form, error, parameter) => {
    const answer = await start(form);
    expect([answer.status, answer.code, answer.parameter]).toEqual([422, error, parameter]);
  });

  it('answers 501 for a wallet', async () => {
    const answer = await start({ strategy: 'web3_metamask_signature', web3_wallet: '0x0' });
    expect([answer.status, answer.code]).toEqual([501, 'not_emulated']);
  });
});

describe('the settings', () => {
  it('decide which fields are required, also a phone number and the consent', async () => {
    await emulator.settings.update({
      attributes: {
        email_address: { required: false },
        phone_number: { required: true, verify_at_sign_up: true },
        password: { required: false },
        first_name: { required: true },
      },
      sign_up: { legal_consent_enabled: true },
    });
    const signUp = await start({ phone_number: '+15555550123' });
    expect(signUp.at('response')).toMatchObject({
      required_fields: ['phone_number', 'first_name', 'legal_accepted'],
      missing_fields: ['first_name', 'legal_accepted'],
      unverified_fields: ['phone_number'],
    });
    await step(signUp, 'prepare_verification', { strategy: 'phone_code' });
    await step(signUp, 'attempt_verification', { strategy: 'phone_code', code });
    const form = { first_name: 'Nina', legal_accepted: true };
    const done = await browser.patch(`/v1/client/sign_ups/${signUp.text('response.id')}`, form);
    expect(done.at('response.status')).toBe('complete');
    expect(done.at('client.sessions.0.user.legal_accepted_at')).toBe(done.at('response.legal_accepted_at'));
    expect(done.at('client.sessions.0.user.phone_numbers.0.verification.status')).toBe('verified');
  });

  it('refuse fields that the instance does not have', async () => {
    await emulator.settings.update({ attributes: { username: { enabled: false, required: false } } });
    const answer = await start({ username: 'nina' });
    expect([answer.status, answer.code, answer.parameter]).toEqual([422, 'form_param_unknown', 'username']);
  });

  it.each([
    ['restricted', 'sign_up_mode_restricted'],
    ['waitlist', 'sign_up_restricted_waitlist'],
  ] as const)('let only invited people sign up in the mode %s', async (mode, error) => {
    await emulator.settings.update({ sign_up: { mode } });
    const refused = await start({ email_address: emailAddress, password });
    expect([refused.status, refused.code]).toEqual([403, error]);
    const { url } = await backend('POST', '/invitations', {
      email_address: emailAddress,
      public_metadata: { plan: 'pro' },
    });
    const opened = new URL((await browser.visit(String(url))).headers.get('location') ?? '');
    expect([opened.pathname, opened.searchParams.get('__clerk_status')]).toEqual(['/sign-up', 'sign_up']);
    const ticket = opened.searchParams.get('__clerk_ticket') ?? '';
    const done = await start({ strategy: 'ticket', ticket, password });
    expect(done.at('response')).toMatchObject({ status: 'complete', email_address: emailAddress });
    expect(done.at('client.sessions.0.user.public_metadata')).toEqual({ plan: 'pro' });
    const again = await start({ strategy: 'ticket', ticket, password }, new BrowserClient(emulator));
    expect([again.status, again.code]).toEqual([401, 'ticket_invalid_code']);
  });
});
