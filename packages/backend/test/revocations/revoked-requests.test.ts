import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pageHeaders, signWebhook } from 'testing';
import { createClerkClient } from '../../src/clerk-client.js';
import type { RevocationOptions } from '../../src/options.js';
import { revokeTokens } from '../../src/revocations/revoke-tokens.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { verifyWebhook } from '../../src/webhook/verify-webhook.js';
import { clientOf, reasonOf, startInstance, type Instance } from './instance.js';

let instance: Instance;
const signingSecret = `whsec_${btoa('a secret for webhooks')}`;

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.close());

const secretKey = 'sk_live_revocations_instance';

/** Delivers an event as the service does. */
async function deliver(revocations: RevocationOptions, event: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ object: 'event', ...event });
  const request = new Request('https://app.example.com/webhooks', {
    method: 'POST',
    body,
    headers: { ...signWebhook(signingSecret, body), ...headers },
  });
  await verifyWebhook(request, { signingSecret, revocations, secretKey });
}

describe('a session token', () => {
  it('is refused once its session was revoked by a call, also from the cache of verified tokens', async () => {
    const client = clientOf(instance, { revocations: {} });
    const [token, other] = [await instance.sign(), await instance.sign({ sid: 'sess_2' })];
    expect(await reasonOf(client, token)).toBeNull();
    await client.sessions.revokeSession('sess_1');
    expect(await reasonOf(client, token)).toBe('token-revoked');
    expect(await reasonOf(client, other)).toBeNull();
  });

  it('is refused by verifyToken, too', async () => {
    const revocations = {};
    await revokeTokens({ sessionId: 'sess_1' }, { revocations, secretKey });
    const token = await instance.sign();
    await expect(verifyToken(token, { ...pick(), revocations })).rejects.toMatchObject({ code: 'token-revoked' });
    expect(await verifyToken(token, pick())).toMatchObject({ sub: 'user_1' });
  });
  const pick = () => ({ jwtKey: instance.options.jwtKey, secretKey });

  it('is accepted when the call failed', async () => {
    const client = clientOf(instance, { revocations: {}, retry: { maxRetries: 0 } });
    await expect(client.sessions.revokeSession('sess_missing')).rejects.toMatchObject({ status: 404 });
    expect(await reasonOf(client, await instance.sign({ sid: 'sess_missing' }))).toBeNull();
  });

  it.each<readonly [string, (client: ReturnType<typeof createClerkClient>) => Promise<unknown>]>([
    ['banUser', (client) => client.users.banUser('user_1')],
    ['banUsers', (client) => client.users.banUsers({ userIds: ['user_0', 'user_1'] })],
    ['deleteUser', (client) => client.users.deleteUser('user_1')],
    ['updateUser with a ban', (client) => client.users.updateUser('user_1', { banned: true } as object)],
  ])('is refused after %s, and a newer one is not', async (_, call) => {
    const client = clientOf(instance, { revocations: {} });
    await call(client);
    const now = Math.floor(Date.now() / 1000);
    expect(await reasonOf(client, await instance.sign({ iat: now }))).toBe('token-revoked');
    expect(await reasonOf(client, await instance.sign({ sub: 'user_2' }))).toBeNull();
    expect(await reasonOf(client, await instance.sign({ sub: 'user_2', act: { sub: 'user_1' } }))).toBe(
      'token-revoked',
    );
    expect(await reasonOf(client, await instance.sign({ iat: now + 2 }))).toBeNull();
  });

  it('is refused without a time of issue', async () => {
    const revocations = {};
    const client = clientOf(instance, { revocations });
    await revokeTokens({ userId: 'user_1' }, { revocations, secretKey });
    expect(await reasonOf(client, await instance.sign({ iat: undefined }))).toBe('session-token-iat-before-revocation');
  });

  it('is refused until nobody could accept it any more', async () => {
    const revocations = { sessionTokenLifetimeMs: 60_000 };
    const client = clientOf(instance, { revocations });
    await client.sessions.revokeSession('sess_1');
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const token = await instance.sign({ exp });
    expect(await reasonOf(client, token)).toBe('token-revoked');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 130_000 });
    expect(await reasonOf(client, token)).toBeNull();
    vi.useRealTimers();
  });

  it.each([
    [
      'updateUser',
      (client: ReturnType<typeof createClerkClient>, is: boolean) =>
        client.users.updateUser('user_1', { password: 'x', signOutOfOtherSessions: is }),
    ],
    [
      'removePassword',
      (client: ReturnType<typeof createClerkClient>, is: boolean) =>
        client.users.removePassword('user_1', { signOutOfOtherSessions: is }),
    ],
    [
      'setPasswordCompromised',
      (client: ReturnType<typeof createClerkClient>, is: boolean) =>
        client.users.setPasswordCompromised('user_1', { revokeAllSessions: is }),
    ],
  ] as const)('is refused after %s if it ends sessions', async (_, call) => {
    const client = clientOf(instance, { revocations: {} });
    await call(client, false);
    expect(await reasonOf(client, await instance.sign())).toBeNull();
    await call(client, true);
    expect(await reasonOf(client, await instance.sign())).toBe('session-token-iat-before-revocation');
  });
});

describe('a browser', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const visit = async (revocations: RevocationOptions, cookies: Record<string, string>, query = '') => {
    const cookie = Object.entries({ __client_uat: String(now() - 100), ...cookies })
      .map((pair) => pair.join('='))
      .join('; ');
    const request = new Request(`https://app.example.com/page${query}`, { headers: { ...pageHeaders, cookie } });
    return createClerkClient({ ...instance.options, revocations }).authenticateRequest(request);
  };

  it('is signed out, and not sent to the handshake, when its session was revoked', async () => {
    const revocations = {};
    const cookies = { __session: await instance.sign() };
    expect(await visit(revocations, cookies)).toMatchObject({ status: 'signed-in' });
    await revokeTokens({ sessionId: 'sess_1' }, { revocations, secretKey });
    const state = await visit(revocations, cookies);
    expect(state).toMatchObject({ status: 'signed-out', reason: 'token-revoked' });
    expect(state.headers.get('location')).toBeNull();
    expect(state.headers.get('x-clerk-auth-reason')).toBe('token-revoked');
  });

  it('gets a new token where only older ones are refused, and comes back once', async () => {
    const revocations = {};
    await revokeTokens({ userId: 'user_1' }, { revocations, secretKey });
    const old = await instance.sign();
    const state = await visit(revocations, { __session: old });
    expect(state).toMatchObject({ status: 'handshake', reason: 'session-token-iat-before-revocation' });
    expect(state.headers.get('location')).toContain('https://clerk.example.com/v1/client/handshake');
    // The clock of the service is behind: even the new token is too old, and there is no second round.
    const handshake = await instance.sign({
      handshake: [`__session=${await instance.sign({ iat: now() - 1 })}; Path=/`],
    });
    const back = await visit(revocations, { __session: old, __clerk_handshake: handshake });
    expect(back).toMatchObject({ status: 'signed-out', reason: 'token-revoked' });
    expect(back.headers.get('location')).toBeNull();
    // With the right time it goes on.
    const fresh = await instance.sign({ iat: now() + 2 });
    const good = await instance.sign({ handshake: [`__session=${fresh}; Path=/`] });
    expect(await visit(revocations, { __session: old, __clerk_handshake: good })).toMatchObject({
      status: 'signed-in',
    });
  });
});

describe('machines', () => {
  it('an API key is refused by its id, without asking the service about cached answers', async () => {
    const client = clientOf(instance, { revocations: {}, machineTokenCache: { ttlMs: 60_000 } });
    expect(await reasonOf(client, 'ak_secret', 'api_key')).toBeNull();
    await client.apiKeys.revoke({ apiKeyId: 'ak_1' });
    expect(await reasonOf(client, 'ak_secret', 'api_key')).toBe('token-revoked');
  });

  it('of a user who was banned a cached answer does not count any more', async () => {
    const client = clientOf(instance, { revocations: {}, machineTokenCache: { ttlMs: 60_000 } });
    const verified = () => instance.calls.filter((call) => call.endsWith('/api_keys/verify')).length;
    const before = verified();
    for (let time = 0; time < 2; time += 1) expect(await reasonOf(client, 'ak_secret_2', 'api_key')).toBeNull();
    expect(verified() - before).toBe(1);
    await client.users.banUser('user_1');
    instance.apiKey = { ...instance.apiKey, revoked: true };
    expect(await reasonOf(client, 'ak_secret_2', 'api_key')).toBe('token-invalid');
    expect(verified() - before).toBe(2);
    instance.apiKey = { ...instance.apiKey, revoked: false };
  });

  it('an M2M token that is a JWT is refused by its id', async () => {
    const client = clientOf(instance, { revocations: {} });
    const token = await instance.sign({ sub: 'mch_1', sid: undefined, jti: 'mt_1' }, { cat: 'cl_B7d4PD333AAA' });
    expect(await reasonOf(client, token, 'm2m_token')).toBeNull();
    await client.m2m.revokeToken({ m2mTokenId: 'mt_1' });
    expect(await reasonOf(client, token, 'm2m_token')).toBe('token-revoked');
  });

  it('an OAuth token is refused by its id, or by its text', async () => {
    const client = clientOf(instance, { revocations: {} });
    const jwt = await instance.sign({ sid: undefined, jti: 'oat_1', client_id: 'c' }, { typ: 'at+jwt' });
    expect(await reasonOf(client, jwt, 'oauth_token')).toBeNull();
    await client.oauthApplications.revokeToken({ oauthApplicationId: 'oauthapp_1', token: jwt });
    await client.oauthApplications.revokeToken({ oauthApplicationId: 'oauthapp_1', token: 'oat_opaque' });
    expect(await reasonOf(client, jwt, 'oauth_token')).toBe('token-revoked');
    expect(await reasonOf(client, 'oat_opaque', 'oauth_token')).toBe('token-revoked');
  });
});

describe('webhooks', () => {
  it.each(['session.ended', 'session.removed', 'session.revoked'])('%s ends the session', async (type) => {
    const revocations = {};
    const client = clientOf(instance, { revocations });
    const event = { type, data: { id: 'sess_1', user_id: 'user_1' }, timestamp: Date.now() };
    for (let time = 0; time < 2; time += 1) await deliver(revocations, event);
    expect(await reasonOf(client, await instance.sign())).toBe('token-revoked');
    expect(await reasonOf(client, await instance.sign({ sid: 'sess_2' }))).toBeNull();
  });

  it('a ban that is delivered late, twice and after another one refuses no token from after it', async () => {
    const revocations = {};
    const client = clientOf(instance, { revocations });
    const minute = 60_000;
    const banned = (ago: number) => ({
      type: 'user.updated',
      data: { id: 'user_1', banned: true },
      timestamp: Date.now() - ago,
    });
    for (const ago of [2 * minute, 3 * minute, 2 * minute]) await deliver(revocations, banned(ago));
    await deliver(revocations, { type: 'user.updated', data: { id: 'user_1', banned: false }, timestamp: Date.now() });
    const issued = (ago: number) => instance.sign({ iat: Math.floor((Date.now() - ago) / 1000) });
    expect(await reasonOf(client, await issued(2 * minute + 1000))).toBe('token-revoked');
    expect(await reasonOf(client, await issued(minute))).toBeNull();
  });

  it('a user who was deleted is refused; one who is created again with the same id is not', async () => {
    const revocations = {};
    const client = clientOf(instance, { revocations });
    await deliver(revocations, { type: 'user.deleted', data: { id: 'user_1', deleted: true }, timestamp: Date.now() });
    expect(await reasonOf(client, await instance.sign())).toBe('token-revoked');
    expect(await reasonOf(client, await instance.sign({ iat: Math.floor(Date.now() / 1000) + 2 }))).toBeNull();
  });

  it('without the time of the event the signed time of the delivery counts', async () => {
    const revocations = {};
    const client = clientOf(instance, { revocations });
    await deliver(revocations, { type: 'user.deleted', data: { id: 'user_1' } });
    expect(await reasonOf(client, await instance.sign())).toBe('token-revoked');
  });

  it('what is forged revokes nothing', async () => {
    const revocations = {};
    const event = { type: 'session.revoked', data: { id: 'sess_1' } };
    await expect(deliver(revocations, event, { 'svix-signature': 'v1,AAAA' })).rejects.toMatchObject({
      code: 'webhook_signature_invalid',
    });
    expect(await reasonOf(clientOf(instance, { revocations }), await instance.sign())).toBeNull();
  });

  it.each([
    { type: 'session.revoked' },
    { type: 'session.revoked', data: null },
    { type: 'session.revoked', data: { id: 5 } },
    { type: 'session.revoked', data: { id: '' } },
    { type: 'user.deleted', data: { id: 'x'.repeat(300) } },
    { type: 'user.updated', data: { id: 'user_1' } },
    { type: 'session.created', data: { id: 'sess_1' } },
    { type: 'nothing.known', data: { id: 'sess_1' } },
  ])('revokes nothing: %j', async (event) => {
    const revocations = {};
    await deliver(revocations, event);
    expect(await reasonOf(clientOf(instance, { revocations }), await instance.sign())).toBeNull();
  });

  it('needs a key for a store', async () => {
    vi.stubEnv('CLERK_SECRET_KEY', '');
    const store = {
      append: () => Promise.resolve(),
      readAfter: () => Promise.resolve({ entries: [], position: undefined }),
    };
    const request = new Request('https://app.example.com/', { method: 'POST', body: '{}' });
    await expect(verifyWebhook(request, { signingSecret, revocations: { store } })).rejects.toMatchObject({
      code: 'secret_key_missing',
    });
    vi.unstubAllEnvs();
  });
});

describe('revokeTokens', () => {
  it.each([{}, { userId: undefined }, { userId: '' }, { userId: 'user_1', sessionId: 'sess_1' }, { tokenId: 5 }])(
    'refuses %j',
    async (params) => {
      const result = revokeTokens(params as never, { revocations: {}, secretKey });
      await expect(result).rejects.toMatchObject({ code: 'invalid_argument' });
    },
  );

  it('refuses a date that is none, and what is no option', async () => {
    const userId = 'user_1';
    const issuedBefore = new Date('never');
    await expect(revokeTokens({ userId, issuedBefore }, { revocations: {}, secretKey })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    await expect(revokeTokens({ userId }, { revocations: {}, secret: 'x' } as never)).rejects.toMatchObject({
      code: 'option_unknown',
    });
  });

  it('leaves tokens alone that were issued later, and takes no time of the future', async () => {
    const revocations = {};
    const client = clientOf(instance, { revocations });
    const issuedBefore = new Date(Date.now() - 60_000);
    await revokeTokens({ userId: 'user_1', issuedBefore }, { revocations, secretKey });
    expect(await reasonOf(client, await instance.sign())).toBeNull();
    await revokeTokens({ userId: 'user_1', issuedBefore: new Date('2999-01-01') }, { revocations, secretKey });
    expect(await reasonOf(client, await instance.sign())).toBe('session-token-iat-before-revocation');
    expect(await reasonOf(client, await instance.sign({ iat: Math.floor(Date.now() / 1000) + 2 }))).toBeNull();
  });
});
