import { createClerkClient } from '@acme/backend';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, type CallAnswer, type Form } from './browser-client.js';

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

const path = '/v1/me/external_accounts';
const back = 'http://localhost:3000/profile';
const outcome = ({ status, code, parameter }: CallAnswer) => [status, code, parameter];

const connect = (form: Form = {}, client = browser) =>
  client.post(path, { strategy: 'oauth_google', redirect_url: back, ...form });

/** Answers the page of the provider. @returns where the browser is sent at the end */
async function answerProvider(page: string, fields: Record<string, string>, client = browser): Promise<string | null> {
  const state = new URL(page).searchParams.get('state') ?? '';
  const chosen = await client.visit('/provider', { state, ...fields });
  return (await client.visit(chosen.headers.get('location') ?? '')).headers.get('location');
}

const externalUrl = (answer: CallAnswer) => answer.text('response.verification.external_verification_redirect_url');

const accountOf = async (client = browser) => (await client.get('/v1/me')).at('response.external_accounts.0');

describe('an external account', () => {
  const person = { email_address: 'ada@work.example', email_verified: 'true', first_name: 'Ada' };

  it('is connected on the page of the provider, confirmed again, and removed', async () => {
    const started = await connect({ additional_scope: 'calendar' });
    expect(started.at('response')).toMatchObject({
      object: 'external_account',
      provider: 'oauth_google',
      verification: { status: 'unverified', strategy: 'oauth_google' },
    });
    const id = started.text('response.id');
    expect(await answerProvider(externalUrl(started), person)).toContain(back);
    expect(await accountOf()).toMatchObject({
      id,
      email_address: 'ada@work.example',
      approved_scopes: 'openid email profile calendar',
      verification: { status: 'verified' },
    });
    const emails = (await browser.get('/v1/me')).at('response.email_addresses');
    expect(emails).toContainEqual(
      expect.objectContaining({
        email_address: 'ada@work.example',
        linked_to: [{ type: 'oauth_google', id: expect.any(String) as string }],
      }),
    );
    const { id: emailId } = (emails as readonly { readonly id: string; readonly email_address: string }[]).find(
      (row) => row.email_address === 'ada@work.example',
    ) ?? { id: '' };
    const linked = await browser.delete(`/v1/me/email_addresses/${emailId}`);
    expect(outcome(linked)).toEqual([400, 'delete_linked_identification_disallowed', undefined]);
    const again = await browser.patch(`${path}/${id}/reauthorize`, { redirect_url: back, additional_scope: ['mail'] });
    await answerProvider(externalUrl(again), person);
    expect(await accountOf()).toMatchObject({ approved_scopes: 'openid email profile calendar mail' });
    const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const userId = emulator.users[0]?.id ?? '';
    const tokens = async (provider: string) => (await clerk.users.getUserOauthAccessToken(userId, provider)).data;
    const [issued, ...others] = await tokens('oauth_google');
    expect(others).toEqual([]);
    expect(issued).toMatchObject({
      externalAccountId: id,
      provider: 'oauth_google',
      scopes: ['openid', 'email', 'profile', 'calendar', 'mail'],
    });
    expect(issued?.expiresAt).toBeGreaterThan(Date.now());
    expect((await tokens('google'))[0]?.token).toBe(issued?.token);
    expect(await tokens('oauth_github')).toEqual([]);
    emulator.clock.advance(2 * 60 * 60 * 1000);
    expect((await tokens('oauth_google'))[0]?.token).not.toBe(issued?.token);
    emulator.clock.reset();
    const revoked = await browser.delete(`${path}/${id}/tokens`);
    expect(await tokens('oauth_google')).toEqual([]);
    expect(revoked.at('response')).toMatchObject({ object: 'user', external_accounts: [{ id, approved_scopes: '' }] });
    const removed = await browser.delete(`${path}/${id}`);
    expect(removed.at('response')).toEqual({ object: 'external_account', id, deleted: true });
    expect(removed.at('client.sessions.0.user.external_accounts')).toEqual([]);
    expect((await emulator.webhooks.next('user.updated', { timeoutMs: 300_000 })).data).toHaveProperty(
      'external_accounts',
    );
  });

  it('says what failed: the person refused, has another account, or is connected to another user', async () => {
    const refused = await connect();
    await answerProvider(externalUrl(refused), { refuse: 'true' });
    expect(await accountOf()).toMatchObject({
      verification: { status: 'failed', error: { code: 'oauth_access_denied' } },
    });
    await browser.delete(`${path}/${refused.text('response.id')}`);
    const ofGrace = await connect({}, other);
    await answerProvider(externalUrl(ofGrace), person, other);
    const taken = await connect();
    await answerProvider(externalUrl(taken), person);
    expect(await accountOf()).toMatchObject({
      verification: { status: 'failed', error: { code: 'external_account_exists' } },
    });
    const id = ofGrace.text('response.id');
    const again = await other.patch(`${path}/${id}/reauthorize`, { redirect_url: back });
    await answerProvider(externalUrl(again), { email_address: 'someone@else.example' }, other);
    expect(await accountOf(other)).toMatchObject({
      email_address: 'ada@work.example',
      verification: { status: 'verified', error: { code: 'oauth_account_mismatch' } },
    });
  });

  it('is refused for unknown providers and foreign addresses, and leaves nothing', async () => {
    const refusals = [
      [{ strategy: 'oauth_unknown' }, [422, 'form_param_value_invalid', 'strategy']],
      [{ strategy: '__proto__' }, [422, 'form_param_value_invalid', 'strategy']],
      [{ strategy: '' }, [422, 'form_param_missing', 'strategy']],
      [{ strategy: 'oauth_token_google', token: 'x' }, [501, 'not_emulated', undefined]],
      [{ strategy: '', enterprise_connection_id: 'ent_1' }, [501, 'not_emulated', undefined]],
      [{ redirect_url: '' }, [422, 'form_param_missing', 'redirect_url']],
      [{ redirect_url: 'https://evil.example/' }, [422, 'form_param_value_invalid', 'redirect_url']],
    ] as const;
    for (const [form, expected] of refusals) expect(outcome(await connect(form))).toEqual(expected);
    expect((await browser.get('/v1/me')).at('response.external_accounts')).toEqual([]);
  });

  it('of another user is not found', async () => {
    const id = (await connect({}, other)).text('response.id');
    const answers = [
      await browser.patch(`${path}/${id}/reauthorize`, { redirect_url: back }),
      await browser.delete(`${path}/${id}/tokens`),
      await browser.delete(`${path}/${id}`),
    ];
    for (const answer of answers) expect(outcome(answer)).toEqual([404, 'resource_not_found', undefined]);
  });
});
