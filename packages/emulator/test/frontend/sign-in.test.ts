import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { Authenticator } from './authenticator.js';
import { BrowserClient, withEmailLinks, type CallAnswer } from './browser-client.js';

const code = '424242';
const password = 'ada-demo-password';
const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DP';

const it = emulatorTest({ log: (line) => messages.push(line) });

let emulator: Emulator;
let messages: string[];
let browser: BrowserClient;

it.beforeEach(({ emulator: started }) => {
  messages = [];
  emulator = started;
  browser = new BrowserClient(emulator);
});

async function createUser(user: object): Promise<string> {
  const response = await fetch(`${emulator.url}/v1/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });
  const { id } = (await response.json()) as { readonly id?: string };
  expect(response.status).toBe(200);
  return id ?? '';
}

async function changeOnServer(method: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

const totpCode = () =>
  new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: emulator.clock.now() });
const factorsOf = (answer: CallAnswer, name = 'supported_first_factors') =>
  (answer.at(`response.${name}`) as readonly { readonly strategy: string }[]).map(({ strategy }) => strategy);

/** Calls a step of the sign-in of an answer. */
const step = (signIn: CallAnswer, name: string, form: Record<string, string>, by = browser) =>
  by.post(`/v1/client/sign_ins/${signIn.text('response.id')}/${name}`, form);

const sessionsOf = async (by = browser) =>
  (await by.get('/v1/client')).at('response.sessions') as readonly { readonly id: string }[];

describe('a sign-in with a code', () => {
  it('works by e-mail, in two calls or more', async () => {
    const signIn = await browser.post('/v1/client/sign_ins', { strategy: 'email_code', identifier: 'ada@example.com' });
    expect(signIn.at('response.first_factor_verification')).toMatchObject({
      object: 'verification_otp',
      status: 'unverified',
      strategy: 'email_code',
      attempts: 0,
    });
    const done = await step(signIn, 'attempt_first_factor', { strategy: 'email_code', code });
    expect(done.at('response.status')).toBe('complete');
    expect(done.at('client.sessions.0.id')).toBe(done.at('response.created_session_id'));
  });

  it('works by text message, with the number as identifier', async () => {
    await createUser({ phone_number: ['+15555550100'], password, skip_password_checks: true });
    const signIn = await browser.post('/v1/client/sign_ins', { identifier: '+1 555 555 0100' });
    expect(signIn.at('response.supported_first_factors')).toContainEqual({
      strategy: 'phone_code',
      phone_number_id: expect.stringMatching(/^idn_/) as string,
      safe_identifier: '+15555550100',
      primary: true,
      default: true,
    });
    const id = (
      signIn.at('response.supported_first_factors') as readonly { strategy: string; phone_number_id?: string }[]
    ).find(({ strategy }) => strategy === 'phone_code')?.phone_number_id;
    // Components send the whole factor.
    const factor = { strategy: 'phone_code', phone_number_id: id ?? '', default: 'true', channel: 'sms' };
    await step(signIn, 'prepare_first_factor', factor);
    const done = await step(signIn, 'attempt_first_factor', { strategy: 'phone_code', code });
    expect(done.at('response.status')).toBe('complete');
  });

  it('accepts no code that was not sent, is late, wrong, or belongs to another sign-in', async () => {
    const signIn = await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com' });
    const attempt = (value = code, by = browser) =>
      step(signIn, 'attempt_first_factor', { strategy: 'email_code', code: value }, by);
    expect([(await attempt()).status, (await attempt()).code]).toEqual([400, 'verification_not_sent']);
    await step(signIn, 'prepare_first_factor', { strategy: 'email_code' });
    const wrong = await attempt('000000');
    expect([wrong.status, wrong.code, wrong.parameter]).toEqual([422, 'form_code_incorrect', 'code']);
    expect((await attempt(code, new BrowserClient(emulator))).status).toBe(404);
    emulator.clock.advance(11 * 60_000);
    expect((await attempt()).code).toBe('verification_expired');
    await step(signIn, 'prepare_first_factor', { strategy: 'email_code' });
    for (let count = 0; count < 5; count += 1) await attempt('111111');
    expect((await attempt()).code).toBe('verification_failed');
    expect(await sessionsOf()).toEqual([]);
  });

  it('starts one session when it is verified many times at once', async () => {
    const signIn = await browser.post('/v1/client/sign_ins', { strategy: 'email_code', identifier: 'ada@example.com' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => step(signIn, 'attempt_first_factor', { strategy: 'email_code', code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
    expect(answers.filter(({ status }) => status === 400).map((answer) => answer.code)).toEqual(
      Array.from({ length: 7 }, () => 'verification_already_verified'),
    );
    expect(await sessionsOf()).toHaveLength(1);
  });
});

describe('a forgotten password', () => {
  it('is replaced after a code, and ends the other sessions', async () => {
    const other = new BrowserClient(emulator);
    await other.signIn('ada@example.com', password);
    const signIn = await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com' });
    expect(factorsOf(signIn)).toContain('reset_password_email_code');
    const strategy = 'reset_password_email_code';
    const early = await step(signIn, 'reset_password', { password: 'a new long password' });
    expect(early.status).toBe(403);
    await step(signIn, 'prepare_first_factor', { strategy });
    const proven = await step(signIn, 'attempt_first_factor', { strategy, code });
    expect(proven.at('response.status')).toBe('needs_new_password');
    expect(proven.at('response.first_factor_verification.status')).toBe('verified');
    const short = await step(signIn, 'reset_password', { password: 'short' });
    expect([short.status, short.code, short.parameter]).toEqual([422, 'form_password_length_too_short', 'password']);
    const form = { password: 'a new long password', sign_out_of_other_sessions: 'true' };
    const done = await step(signIn, 'reset_password', form);
    expect(done.at('response.status')).toBe('complete');
    expect(await sessionsOf(other)).toEqual([]);
    expect((await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com', password })).code).toBe(
      'form_password_incorrect',
    );
    await other.signIn('ada@example.com', 'a new long password');
  });

  it('is replaced once when two new ones arrive at once', async () => {
    const strategy = 'reset_password_email_code';
    const signIn = await browser.post('/v1/client/sign_ins', { strategy, identifier: 'ada@example.com' });
    await step(signIn, 'attempt_first_factor', { strategy, code });
    const wanted = ['first long password', 'second long password'];
    const answers = await Promise.all(wanted.map((text) => step(signIn, 'reset_password', { password: text })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    const winner = wanted[answers.findIndex(({ status }) => status === 200)] ?? '';
    await new BrowserClient(emulator).signIn('ada@example.com', winner);
  });

  it('can be replaced with a code by text message, and needs the second factor', async () => {
    await createUser({ phone_number: ['+15555550100'], password, skip_password_checks: true, totp_secret: totpSecret });
    const strategy = 'reset_password_phone_code';
    const signIn = await browser.post('/v1/client/sign_ins', { strategy, identifier: '+15555550100' });
    await step(signIn, 'attempt_first_factor', { strategy, code });
    const changed = await step(signIn, 'reset_password', { password: 'a new long password' });
    expect(changed.at('response.status')).toBe('needs_second_factor');
    const done = await step(signIn, 'attempt_second_factor', { strategy: 'totp', code: totpCode() });
    expect(done.at('response.status')).toBe('complete');
  });
});

describe('a second factor', () => {
  const identifier = 'two@example.com';
  const start = () => browser.post('/v1/client/sign_ins', { identifier, password });

  it('is a code of an authenticator app or a backup code, which works once', async () => {
    await createUser({
      email_address: [identifier],
      password,
      totp_secret: totpSecret,
      backup_codes: ['first-code', 'other-code'],
    });
    const signIn = await start();
    expect(signIn.at('response.status')).toBe('needs_second_factor');
    expect(factorsOf(signIn, 'supported_second_factors')).toEqual(['totp', 'backup_code']);
    expect(await sessionsOf()).toEqual([]);
    const wrong = await step(signIn, 'attempt_second_factor', { strategy: 'totp', code: '000000' });
    expect([wrong.status, wrong.code, wrong.parameter]).toEqual([422, 'form_code_incorrect', 'code']);
    const done = await step(signIn, 'attempt_second_factor', { strategy: 'totp', code: totpCode() });
    expect(done.at('response.status')).toBe('complete');
    expect(done.at('client.sessions.0.factor_verification_age')).toEqual([0, 0]);

    const [one, two] = [
      await start(),
      await new BrowserClient(emulator).post('/v1/client/sign_ins', { identifier, password }),
    ];
    expect(two.at('response.status')).toBe('needs_second_factor');
    const backup = { strategy: 'backup_code', code: 'first-code' };
    expect((await step(one, 'attempt_second_factor', backup)).at('response.status')).toBe('complete');
    const again = await step(await start(), 'attempt_second_factor', backup);
    expect(again.code).toBe('form_code_incorrect');
  });

  it('is offered in the order app, message, backup code', async () => {
    const userId = await createUser({
      email_address: [identifier],
      password,
      totp_secret: totpSecret,
      backup_codes: ['first-code'],
    });
    await changeOnServer('POST', '/v1/phone_numbers', {
      user_id: userId,
      phone_number: '+15555550100',
      verified: true,
      reserved_for_second_factor: true,
    });
    expect(factorsOf(await start(), 'supported_second_factors')).toEqual(['totp', 'phone_code', 'backup_code']);
  });

  it('is a text message to a reserved number', async () => {
    const userId = await createUser({ email_address: [identifier], password });
    await changeOnServer('POST', '/v1/phone_numbers', {
      user_id: userId,
      phone_number: '+15555550100',
      verified: true,
      reserved_for_second_factor: true,
    });
    const signIn = await start();
    expect(factorsOf(signIn, 'supported_second_factors')).toEqual(['phone_code']);
    const early = await step(signIn, 'attempt_second_factor', { strategy: 'phone_code', code });
    expect(early.code).toBe('verification_not_sent');
    await step(signIn, 'prepare_second_factor', { strategy: 'phone_code' });
    const done = await step(signIn, 'attempt_second_factor', { strategy: 'phone_code', code });
    expect(done.at('response.status')).toBe('complete');
  });

  it('is not skipped by a first factor that is proven again', async () => {
    await createUser({ email_address: [identifier], password, totp_secret: totpSecret });
    const signIn = await start();
    const again = await step(signIn, 'attempt_first_factor', { strategy: 'password', password });
    expect([again.status, again.code]).toEqual([403, 'resource_forbidden']);
    const other = await step(signIn, 'attempt_second_factor', { strategy: 'email_code', code });
    expect([other.status, other.code]).toEqual([422, 'strategy_for_user_invalid']);
    expect(await sessionsOf()).toEqual([]);
  });
});

describe('a sign-in by a link', () => {
  beforeEach(() => emulator.settings.update(withEmailLinks));

  const redirect_url = 'http://localhost:3000/sign-in#/verify';
  /** The link of the last message. */
  const linkOf = () => {
    const links = messages.flatMap((line) => /https?:\S+\/v1\/verify\S+/.exec(line)?.[0] ?? []);
    return links[links.length - 1] ?? '';
  };
  const prepare = () =>
    browser.post('/v1/client/sign_ins', { strategy: 'email_link', identifier: 'ada@example.com', redirect_url });
  const poll = (signIn: CallAnswer) => browser.get(`/v1/client/sign_ins/${signIn.text('response.id')}`);

  it('completes in the browser that requested it, and works once', async () => {
    const signIn = await prepare();
    expect((await poll(signIn)).at('response.first_factor_verification.status')).toBe('unverified');
    const opened = new URL((await browser.visit(linkOf())).headers.get('location') ?? '');
    expect([opened.origin, opened.hash, opened.searchParams.get('__clerk_status')]).toEqual([
      'http://localhost:3000',
      '#/verify',
      'verified',
    ]);
    const polled = await poll(signIn);
    expect(polled.at('response.status')).toBe('complete');
    expect(opened.searchParams.get('__clerk_created_session')).toBe(polled.at('response.created_session_id'));
    const client = await browser.get('/v1/client');
    expect(polled.at('response.first_factor_verification')).toMatchObject({
      status: 'verified',
      verified_at_client: client.at('response.id'),
    });
    const again = new URL((await browser.visit(linkOf())).headers.get('location') ?? '');
    expect(again.searchParams.get('__clerk_status')).toBe('failed');
    expect(await sessionsOf()).toHaveLength(1);
  });

  it('completes the same sign-in when another browser opens it, which gets nothing', async () => {
    const signIn = await prepare();
    const other = new BrowserClient(emulator);
    const opened = new URL((await other.visit(linkOf())).headers.get('location') ?? '');
    expect(opened.searchParams.get('__clerk_status')).toBe('verified');
    expect(opened.searchParams.has('__clerk_db_jwt')).toBe(false);
    expect((await poll(signIn)).at('response.status')).toBe('complete');
    expect(await sessionsOf()).toHaveLength(1);
    expect((await other.get('/v1/client')).at('response.sessions') ?? []).toEqual([]);
  });

  describe('with an address of another origin', () => {
    const target = 'https://b.test/verify';
    const request = () =>
      new BrowserClient(emulator, { origin: 'https://b.test' }).post('/v1/client/sign_ins', {
        strategy: 'email_link',
        identifier: 'ada@example.com',
        redirect_url: target,
      });
    const allow = (...origins: string[]) => emulator.settings.update({ general: { allowed_origins: origins } });

    it('leads there if the settings allow the origin, as a handshake does', async () => {
      await allow('https://b.test');
      expect((await request()).status).toBe(200);
      const opened = await browser.visit(linkOf());
      expect([opened.status, opened.headers.get('location')]).toEqual([
        303,
        expect.stringMatching(/^https:\/\/b\.test\/verify\?__clerk_status=verified/),
      ]);
      const handshake = `/v1/client/handshake?redirect_url=${encodeURIComponent(target)}`;
      expect((await browser.visit(handshake)).status).toBe(307);
    });

    it('completes nothing if the settings no longer allow it, and works later', async () => {
      await allow('https://b.test');
      await request();
      await allow();
      expect((await browser.visit(linkOf())).status).toBe(400);
      await allow('https://b.test');
      expect((await browser.visit(linkOf())).headers.get('location')).toContain('__clerk_status=verified');
    });
  });

  it('expires, and is replaced by a newer one', async () => {
    const signIn = await prepare();
    const old = linkOf();
    await step(signIn, 'prepare_first_factor', { strategy: 'email_link', redirect_url });
    const replaced = new URL((await browser.visit(old)).headers.get('location') ?? '');
    expect(replaced.searchParams.get('__clerk_status')).toBe('failed');
    emulator.clock.advance(11 * 60_000);
    const late = new URL((await browser.visit(linkOf())).headers.get('location') ?? '');
    expect(late.searchParams.get('__clerk_status')).toBe('expired');
    expect((await poll(signIn)).at('response.first_factor_verification.status')).toBe('expired');
  });

  it('leads to allowed origins only', async () => {
    const hostile = await browser.post('/v1/client/sign_ins', {
      strategy: 'email_link',
      identifier: 'ada@example.com',
      redirect_url: 'https://evil.example/steal',
    });
    expect([hostile.status, hostile.code, hostile.parameter]).toEqual([
      422,
      'form_param_value_invalid',
      'redirect_url',
    ]);
    expect((await fetch(`${emulator.url}/v1/verify?token=nonsense`, { redirect: 'manual' })).status).toBe(400);
  });
});

describe('a passkey', () => {
  it('signs in without an identifier and without the second factor; its challenge works once', async () => {
    await browser.signIn('ada@example.com', password);
    const device = new Authenticator();
    const started = await browser.post('/v1/me/passkeys');
    await browser.post(`/v1/me/passkeys/${started.text('response.id')}/attempt_verification`, {
      strategy: 'passkey',
      public_key_credential: device.create(started.text('response.verification.nonce')),
    });
    const other = new BrowserClient(emulator);
    const signIn = await other.post('/v1/client/sign_ins', { strategy: 'passkey' });
    const nonce = signIn.text('response.first_factor_verification.nonce');
    expect(JSON.parse(nonce)).toMatchObject({ rpId: 'localhost', allowCredentials: [] });
    const attempt = (public_key_credential: string) =>
      step(signIn, 'attempt_first_factor', { strategy: 'passkey', public_key_credential }, other);
    const unknown = await attempt(new Authenticator().get(nonce));
    expect([unknown.status, unknown.code]).toEqual([422, 'passkey_not_registered']);
    const done = await attempt(device.get(nonce));
    expect(done.at('response.status')).toBe('complete');
    expect((await attempt(device.get(nonce))).code).toBe('verification_already_verified');
    expect(await sessionsOf(other)).toHaveLength(1);
  });
});

describe('what is not possible', () => {
  it.each(['web3_metamask_signature', 'oauth_token_google', 'google_one_tap'])('%s answers 501', async (strategy) => {
    const answer = await browser.post('/v1/client/sign_ins', { strategy });
    expect([answer.status, answer.code]).toEqual([501, 'not_emulated']);
  });

  it.each(['oauth_unknown', 'constructor', '__proto__', 'nonsense'])('%s is refused', async (strategy) => {
    const answer = await browser.post('/v1/client/sign_ins', { strategy, redirect_url: 'http://localhost:3000' });
    expect([answer.status, answer.code, answer.parameter]).toEqual([422, 'strategy_for_user_invalid', 'strategy']);
  });

  it('an abandoned sign-in cannot be continued', async () => {
    const signIn = await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com' });
    emulator.clock.advance(25 * 60 * 60_000);
    const late = await step(signIn, 'attempt_first_factor', { strategy: 'password', password });
    expect([late.status, late.code]).toEqual([404, 'resource_not_found']);
  });

  it('a banned user signs in with nothing', async () => {
    const id = emulator.users[0]?.id ?? '';
    await changeOnServer('POST', `/v1/users/${id}/ban`, {});
    const answer = await browser.post('/v1/client/sign_ins', { identifier: 'ada@example.com', password });
    expect([answer.status, answer.code]).toEqual([403, 'user_banned']);
  });
});
