import { createClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, withEmailLinks, type CallAnswer, type Form } from './browser-client.js';

const it = emulatorTest({ log: (line) => lines.push(line) });

let emulator: Emulator;
let browser: BrowserClient;
let other: BrowserClient;
let lines: string[];

it.beforeEach(async ({ emulator: started }) => {
  lines = [];
  emulator = started;
  browser = new BrowserClient(emulator);
  other = new BrowserClient(emulator);
  await browser.signIn('ada@example.com', 'ada-demo-password');
  await other.signIn('grace@example.com', 'grace-demo-password');
});

const kinds = [
  {
    name: 'an e-mail address',
    path: '/v1/me/email_addresses',
    field: 'email_address',
    list: 'email_addresses',
    strategy: 'email_code',
    values: ['new@example.com', 'newer@example.com'],
    malformed: 'nobody',
    primary: 'primary_email_address_id',
  },
  {
    name: 'a phone number',
    path: '/v1/me/phone_numbers',
    field: 'phone_number',
    list: 'phone_numbers',
    strategy: 'phone_code',
    values: ['+15555550100', '+15555550101'],
    malformed: '12345',
    primary: 'primary_phone_number_id',
  },
] as const;

const outcome = ({ status, code, parameter }: CallAnswer) => [status, code, parameter];

describe.each(kinds)('$name', ({ path, field, list, strategy, values, malformed, primary }) => {
  const [value, second] = values;
  const add = (text: string = value, client = browser) => client.post(`${path}/`, { [field]: text });
  const step = (id: string, name: string, form: Form, client = browser) =>
    client.post(`${path}/${id}/${name}_verification`, form);

  it('is added, verified by the code, made the primary one and removed', async () => {
    const added = await add();
    expect(added.at('response')).toMatchObject({ object: field, [field]: value, verification: null });
    const id = added.text('response.id');
    expect((await browser.get(`${path}/${id}`)).at('response.verification')).toBeNull();
    const early = await step(id, 'attempt', { code: '424242' });
    expect(outcome(early)).toEqual([400, 'verification_missing', undefined]);
    const prepared = await step(id, 'prepare', { strategy });
    expect(prepared.at('response.verification')).toMatchObject({ status: 'unverified', strategy, attempts: 0 });
    expect(lines.join('\n')).toContain(value);
    const wrong = await step(id, 'attempt', { code: '000000' });
    expect(outcome(wrong)).toEqual([422, 'form_code_incorrect', 'code']);
    expect((await browser.get(`${path}/${id}/`)).at('response.verification')).toMatchObject({ attempts: 1 });
    const tooEarly = await browser.patch('/v1/me', { [primary]: id });
    expect(outcome(tooEarly)).toEqual([422, 'form_param_value_invalid', primary]);
    const verified = await step(id, 'attempt', { code: '424242' });
    expect(verified.at('response.verification')).toMatchObject({ status: 'verified', strategy });
    const shown = verified.at(`client.sessions.0.user.${list}`) as readonly { readonly id: string }[];
    expect(shown.find((row) => row.id === id)).toMatchObject({ verification: { status: 'verified' } });
    const again = await step(id, 'prepare', { strategy });
    expect(outcome(again)).toEqual([400, 'verification_already_verified', undefined]);
    expect((await browser.patch('/v1/me', { [primary]: id })).at(`response.${primary}`)).toBe(id);
    const bare = await browser.get(path);
    expect(bare.body).toBeInstanceOf(Array);
    const removed = await browser.delete(`${path}/${id}`);
    expect(removed.at('response')).toEqual({ object: field, id, deleted: true });
    expect(removed.at(`client.sessions.0.user.${primary}`)).not.toBe(id);
    expect((await browser.get(`${path}/${id}`)).status).toBe(404);
    const types = emulator.webhooks.messages.map(({ type }) => type).filter((type) => type === 'user.updated');
    expect(types).toHaveLength(4);
  });

  it('is refused when it is malformed, missing or taken', async () => {
    expect(outcome(await add(malformed))).toEqual([422, 'form_param_format_invalid', field]);
    expect(outcome(await browser.post(path, {}))).toEqual([422, 'form_param_missing', field]);
    expect(outcome(await browser.post(path, { [field]: value, verified: true }))).toEqual([
      422,
      'form_param_unknown',
      'verified',
    ]);
    await add(value, other);
    expect(outcome(await add())).toEqual([422, 'form_identifier_exists', field]);
  });

  it('goes to one of two users who add it at once', async () => {
    const answers = await Promise.all([add(second, browser), add(second, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused && outcome(refused)).toEqual([422, 'form_identifier_exists', field]);
  });

  it('of another user is not found', async () => {
    const id = (await add(value, other)).text('response.id');
    await step(id, 'prepare', { strategy }, other);
    const answers = [
      await browser.get(`${path}/${id}`),
      await step(id, 'prepare', { strategy }),
      await step(id, 'attempt', { code: '424242' }),
      await browser.delete(`${path}/${id}`),
      await browser.patch('/v1/me', { [primary]: id }),
    ];
    expect(answers.map(({ status, code }) => [status, code])).toEqual(
      Array.from({ length: 5 }, () => [404, 'resource_not_found']),
    );
    expect((await other.get(`${path}/${id}`)).at('response.verification.status')).toBe('unverified');
  });

  it('cannot be verified after three wrong codes, ten minutes, or by another strategy', async () => {
    const id = (await add()).text('response.id');
    const unknown = await step(id, 'prepare', { strategy: 'carrier_pigeon' });
    expect(outcome(unknown)).toEqual([422, 'form_param_value_invalid', 'strategy']);
    expect(outcome(await step(id, 'prepare', {}))).toEqual([422, 'form_param_missing', 'strategy']);
    await step(id, 'prepare', { strategy });
    for (const code of ['1', '2', '3']) expect((await step(id, 'attempt', { code })).code).toBe('form_code_incorrect');
    expect(outcome(await step(id, 'attempt', { code: '424242' }))).toEqual([400, 'verification_failed', undefined]);
    expect((await browser.get(`${path}/${id}`)).at('response.verification.status')).toBe('failed');
    await step(id, 'prepare', { strategy });
    emulator.clock.advance(11 * 60 * 1000);
    expect((await browser.get(`${path}/${id}`)).at('response.verification.status')).toBe('expired');
    expect(outcome(await step(id, 'attempt', { code: '424242' }))).toEqual([400, 'verification_expired', undefined]);
    await step(id, 'prepare', { strategy });
    expect((await step(id, 'attempt', { code: '424242' })).status).toBe(200);
  });

  it('counts each of several codes that are tried at once', async () => {
    const id = (await add()).text('response.id');
    await step(id, 'prepare', { strategy });
    const tried = await Promise.all(['1', '2', '3', '4', '5'].map((code) => step(id, 'attempt', { code })));
    expect(tried.map(({ code }) => code).sort()).toEqual([
      'form_code_incorrect',
      'form_code_incorrect',
      'form_code_incorrect',
      'verification_failed',
      'verification_failed',
    ]);
  });
});

describe('e-mail addresses', () => {
  it('the last one stays', async () => {
    const id = (await browser.get('/v1/me')).text('response.primary_email_address_id');
    const refused = await browser.delete(`/v1/me/email_addresses/${id}`);
    expect(outcome(refused)).toEqual([400, 'last_required_identification_deletion_failed', undefined]);
  });

  it('receive a link; it leads back to the application', async () => {
    await emulator.settings.update(withEmailLinks);
    const id = (await browser.post('/v1/me/email_addresses', { email_address: 'new@example.com' })).text('response.id');
    const prepare = (form: Form) => browser.post(`/v1/me/email_addresses/${id}/prepare_verification`, form);
    const missing = await prepare({ strategy: 'email_link' });
    expect(outcome(missing)).toEqual([422, 'form_param_missing', 'redirect_url']);
    const foreign = await prepare({ strategy: 'email_link', redirect_url: 'https://evil.example/' });
    expect(outcome(foreign)).toEqual([422, 'form_param_value_invalid', 'redirect_url']);
    const sent = await prepare({ strategy: 'email_link', redirect_url: 'http://localhost:3000/verify' });
    expect(sent.at('response.verification')).toMatchObject({ status: 'unverified', strategy: 'email_link' });
    expect(lines.join('\n')).toMatch(/\/v1\/verify\?token=\S+/);
    const code = await browser.post(`/v1/me/email_addresses/${id}/attempt_verification`, { code: '424242' });
    expect(outcome(code)).toEqual([422, 'form_code_incorrect', 'code']);
    const link = /\/v1\/verify\?token=\S+/.exec(lines.join('\n'))?.[0] ?? '';
    const statusAfter = async () => new URL((await browser.visit(link)).headers.get('location') ?? '').searchParams;
    expect((await statusAfter()).get('__clerk_status')).toBe('verified');
    const polled = await browser.get(`/v1/me/email_addresses/${id}`);
    expect(polled.at('response.verification')).toMatchObject({ status: 'verified', strategy: 'email_link' });
    expect((await statusAfter()).get('__clerk_status')).toBe('failed');
  });

  it('expire with their link', async () => {
    await emulator.settings.update(withEmailLinks);
    const id = (await browser.post('/v1/me/email_addresses', { email_address: 'new@example.com' })).text('response.id');
    const form = { strategy: 'email_link', redirect_url: 'http://localhost:3000/verify' };
    await browser.post(`/v1/me/email_addresses/${id}/prepare_verification`, form);
    emulator.clock.advance(11 * 60 * 1000);
    const link = /\/v1\/verify\?token=\S+/.exec(lines.join('\n'))?.[0] ?? '';
    const location = (await browser.visit(link)).headers.get('location');
    expect(location).toContain('http://localhost:3000/verify?__clerk_status=expired');
    expect((await browser.get(`/v1/me/email_addresses/${id}`)).at('response.verification.status')).toBe('expired');
  });
});

it('an address verified through the Backend API is verified everywhere', async () => {
  const id = (await browser.post('/v1/me/phone_numbers', { phone_number: '+15555550100' })).text('response.id');
  const { phoneNumbers } = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const { id: verificationId } = await phoneNumbers.prepareVerification(id);
  expect((await browser.get(`/v1/me/phone_numbers/${id}`)).at('response.verification.status')).toBe('unverified');
  expect((await phoneNumbers.attemptVerification(id, { verificationId, code: '424242' })).status).toBe('verified');
  expect((await browser.get('/v1/me')).at('response.primary_phone_number_id')).toBe(id);
});
