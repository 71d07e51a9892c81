import type { IncomingMessage, ServerResponse } from 'node:http';
import { generateKeyPair, SignJWT } from 'jose';
import { bearer, startServer, type RunningServer } from 'testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient, type ClerkClient } from '../../src/clerk-client.js';
import type { ClerkOptions, KeyValueStore } from '../../src/options.js';
import { revokeTokens } from '../../src/revocations/revoke-tokens.js';
import { clientOf, reasonOf, startInstance } from './instance.js';

const secretKey = 'sk_live_outdated_answers';
let service: RunningServer;
let isGood: boolean;
let isBroken = false;
let verifications: number;
/** Answers to the verification of keys wait for it. */
let gate: Promise<void> | undefined;
let onVerification: () => void;

const read = async (request: IncomingMessage) => {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await read(request);
  const isVerification = request.url?.endsWith('/api_keys/verify') ?? false;
  const description = { object: 'api_key', id: 'ak_1', subject: 'user_1', name: 'key', scopes: [], revoked: !isGood };
  if (isVerification) {
    verifications += 1;
    onVerification();
    await gate;
  } else {
    isGood = false;
  }
  response.writeHead(isBroken ? 503 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(isVerification ? description : { id: 'x', object: 'x' }));
}

beforeEach(async () => {
  isGood = true;
  verifications = 0;
  gate = undefined;
  onVerification = () => undefined;
  service = await startServer((request, response) => void answer(request, response));
});
afterEach(async () => {
  vi.useRealTimers();
  await service.close();
});

const clientWith = (options: ClerkOptions) =>
  createClerkClient({
    publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
    secretKey,
    apiUrl: service.url,
    retry: { maxRetries: 0 },
    ...options,
  });

const ask = async (client: ClerkClient) => {
  const request = new Request('https://app.example.com/', { headers: bearer('ak_secret') });
  const { isAuthenticated } = await client.authenticateRequest(request, { acceptsToken: 'api_key' });
  return isAuthenticated;
};

const calls: readonly (readonly [string, (client: ClerkClient) => Promise<unknown>])[] = [
  ['apiKeys.revoke', (client) => client.apiKeys.revoke({ apiKeyId: 'ak_1' })],
  ['apiKeys.delete', (client) => client.apiKeys.delete('ak_1')],
  ['users.banUser', (client) => client.users.banUser('user_1')],
  ['users.banUsers', (client) => client.users.banUsers({ userIds: ['user_0', 'user_1'] })],
  ['users.updateUser', (client) => client.users.updateUser('user_1', { banned: true } as object)],
  ['users.deleteUser', (client) => client.users.deleteUser('user_1')],
];

function createStore(): KeyValueStore {
  const entries = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => Promise.resolve(entries.set(key, value)),
  };
}

describe.each([
  ['in the process', () => undefined],
  ['of several processes', createStore],
])('a cached answer, with a store %s and without `revocations`', (_, create) => {
  it.each(calls)('does not count after %s', async (_name, change) => {
    const client = clientWith({ machineTokenCache: { ttlMs: 60_000, store: create() } });
    expect([await ask(client), await ask(client), verifications]).toEqual([true, true, 1]);
    await change(client);
    expect([await ask(client), verifications]).toEqual([false, 2]);
  });

  it('counts after changes of others', async () => {
    const client = clientWith({ machineTokenCache: { ttlMs: 60_000, store: create() } });
    await ask(client);
    await client.users.banUser('user_2');
    expect([await ask(client), verifications]).toEqual([true, 1]);
  });

  it('does not count after a call that failed: it may have been carried out', async () => {
    const client = clientWith({ machineTokenCache: { ttlMs: 60_000, store: create() } });
    await ask(client);
    isBroken = true;
    await expect(client.users.banUser('user_1')).rejects.toMatchObject({ status: 503 });
    isBroken = false;
    expect([await ask(client), verifications]).toEqual([false, 2]);
  });
});

it('an answer that was asked for before a change is not kept, nor given to who comes after it', async () => {
  const client = clientWith({ machineTokenCache: { ttlMs: 60_000 } });
  let open = () => undefined as void;
  gate = new Promise((resolve) => (open = resolve));
  const isAsked = new Promise<void>((resolve) => (onVerification = resolve));
  const before = ask(client);
  await isAsked;
  await client.users.banUser('user_1');
  gate = undefined;
  expect(await ask(client)).toBe(false);
  open();
  // The service is asked again for the one that waits, too.
  expect(await before).toBe(false);
  expect(await ask(client)).toBe(false);
});

it('with `revocations` the same holds for what another process has done', async () => {
  const revocations = {};
  const client = clientWith({ machineTokenCache: { ttlMs: 60_000 }, revocations });
  let open = () => undefined as void;
  gate = new Promise((resolve) => (open = resolve));
  const isAsked = new Promise<void>((resolve) => (onVerification = resolve));
  const before = ask(client);
  await isAsked;
  isGood = false;
  await revokeTokens({ userId: 'user_1' }, { revocations, secretKey });
  gate = undefined;
  expect(await ask(client)).toBe(false);
  open();
  expect(await before).toBe(false);
});

it('with `revocations` an answer does not count whose clock was a little ahead', async () => {
  const revocations = {};
  const client = clientWith({ machineTokenCache: { ttlMs: 60_000 }, revocations });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 });
  expect(await ask(client)).toBe(true);
  vi.useRealTimers();
  isGood = false;
  await revokeTokens({ userId: 'user_1' }, { revocations, secretKey });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 21_000 });
  expect(await ask(client)).toBe(false);
});

it('ten thousand and more changes are remembered as far as they matter', async () => {
  const client = clientWith({ machineTokenCache: { ttlMs: 60_000 } });
  await ask(client);
  await client.users.banUser('user_1');
  const userIds = Array.from({ length: 10_001 }, (_, index) => `user_x${index}`);
  await client.users.banUsers({ userIds });
  expect([await ask(client), verifications]).toEqual([false, 2]);
});

describe('oauthApplications.revokeToken', () => {
  const params = (token: string) => ({ oauthApplicationId: 'oauthapp_1', token });

  it('revokes nothing of others by a token that is forged', async () => {
    const instance = await startInstance();
    const client = clientOf(instance, { revocations: {} });
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { sid: undefined, jti: 'oat_1', client_id: 'c' };
    const jwt = await instance.sign(claims, { typ: 'at+jwt' });
    const now = Math.floor(Date.now() / 1000);
    const forged = await new SignJWT({ jti: 'oat_1', sub: 'user_9', iat: now, exp: now + 60 })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
      .sign(privateKey);
    const [header = '', payload = ''] = jwt.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const otherAlgorithm = `${Buffer.from('{"alg":"HS256","typ":"at+jwt"}').toString('base64url')}.${payload}.AAAA`;
    // An API key has its id in clear, and the text of an opaque token may be anything.
    for (const token of [forged, unsigned, otherAlgorithm, `${header}.${payload}.AAAA`, 'oat_1', 'ak_1', 'sess_1']) {
      await client.oauthApplications.revokeToken(params(token));
    }
    expect(await reasonOf(client, jwt, 'oauth_token')).toBeNull();
    expect(await reasonOf(client, 'ak_secret', 'api_key')).toBeNull();
    expect(await reasonOf(client, await instance.sign())).toBeNull();
    // The real one is still revoked by its id, also after it has expired.
    await client.oauthApplications.revokeToken(params(jwt));
    expect(await reasonOf(client, jwt, 'oauth_token')).toBe('token-revoked');
    await instance.close();
  });

  it('revokes nothing when the service refuses the call', async () => {
    const instance = await startInstance();
    const client = clientOf(instance, { revocations: {}, retry: { maxRetries: 0 } });
    const jwt = await instance.sign({ sid: undefined, jti: 'oat_1', client_id: 'c' }, { typ: 'at+jwt' });
    const call = client.oauthApplications.revokeToken({ oauthApplicationId: 'missing', token: jwt });
    await expect(call).rejects.toMatchObject({ status: 404 });
    expect(await reasonOf(client, jwt, 'oauth_token')).toBeNull();
    await instance.close();
  });

  it('refuses long opaque tokens by their text, and writes none of it', async () => {
    const instance = await startInstance();
    const written: string[] = [];
    const store = {
      append: (entry: string) => Promise.resolve(written.push(entry)),
      readAfter: () => Promise.resolve({ entries: [], position: undefined }),
    };
    const client = clientOf(instance, { revocations: { store } });
    const token = `oat_${'x'.repeat(1000)}`;
    await client.oauthApplications.revokeToken(params(token));
    expect(await reasonOf(client, token, 'oauth_token')).toBe('token-revoked');
    expect(written[0]?.length).toBeLessThan(256);
    await instance.close();
  });

  it('without `revocations` a cached answer about the token does not count', async () => {
    const instance = await startInstance();
    const client = clientOf(instance, { machineTokenCache: { ttlMs: 60_000, negativeTtlMs: 60_000 } });
    const asked = () => instance.calls.filter((call) => call.endsWith('/access_tokens/verify')).length;
    instance.oauthToken = { object: 'clerk_idp_oauth_access_token', id: 'oat_1', subject: 'user_1', client_id: 'c' };
    for (let time = 0; time < 2; time += 1) expect(await reasonOf(client, 'oat_opaque', 'oauth_token')).toBeNull();
    await client.oauthApplications.revokeToken(params('oat_opaque'));
    instance.oauthToken = { ...instance.oauthToken, revoked: true };
    expect(await reasonOf(client, 'oat_opaque', 'oauth_token')).toBe('token-invalid');
    expect(asked()).toBe(2);
    await instance.close();
  });
});
