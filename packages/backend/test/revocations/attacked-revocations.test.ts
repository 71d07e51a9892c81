import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pageHeaders, signWebhook } from 'testing';
import { createClerkClient } from '../../src/clerk-client.js';
import type { RevocationOptions } from '../../src/options.js';
import { createRedisRevocationStore } from '../../src/revocations/create-redis-revocation-store.js';
import { revokeTokens } from '../../src/revocations/revoke-tokens.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { verifyWebhook } from '../../src/webhook/verify-webhook.js';
import { clientOf, reasonOf, startInstance, type Instance } from './instance.js';
import { createMemoryStore } from './memory-store.js';

let instance: Instance;
const secretKey = 'sk_live_revocations_instance';
const now = () => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.close());

describe('a browser whose cookie has expired', () => {
  const visit = (revocations: RevocationOptions, cookies: Record<string, string>) => {
    const cookie = Object.entries({ __client_uat: String(now() - 1000), ...cookies })
      .map((pair) => pair.join('='))
      .join('; ');
    const request = new Request('https://app.example.com/page', { headers: { ...pageHeaders, cookie } });
    return createClerkClient({ ...instance.options, revocations }).authenticateRequest(request);
  };

  it.each([
    ['the session', { sessionId: 'sess_1' }],
    ['what the user had', { userId: 'user_1' }],
  ])('is signed out when the handshake brings a token that is revoked with %s', async (_, what) => {
    const revocations = {};
    await revokeTokens(what, { revocations, secretKey });
    const expired = await instance.sign({ iat: now() - 900, exp: now() - 840 });
    expect(await visit(revocations, { __session: expired })).toMatchObject({ status: 'handshake' });
    // The service does not know that it is revoked.
    const handshake = await instance.sign({ handshake: [`__session=${await instance.sign()}; Path=/`] });
    const back = await visit(revocations, { __session: expired, __clerk_handshake: handshake });
    expect(back).toMatchObject({ status: 'signed-out', reason: 'token-revoked' });
    expect(back.headers.get('location')).toBeNull();
    expect(back.headers.get('set-cookie')).toBeNull();
    // Signing in again counts, although the cookie with the result is still there.
    const fresh = await instance.sign({ sid: 'sess_2', iat: now() + 2 });
    expect(await visit(revocations, { __session: fresh, __clerk_handshake: handshake })).toMatchObject({
      status: 'signed-in',
    });
  });
});

it('an M2M token with a claim `sid` of its own is refused by its id', async () => {
  const client = clientOf(instance, { revocations: {} });
  const token = await instance.sign({ sub: 'mch_1', sid: 'line 7', jti: 'mt_7' }, { cat: 'cl_B7d4PD333AAA' });
  expect(await reasonOf(client, token, 'm2m_token')).toBeNull();
  await client.m2m.revokeToken({ m2mTokenId: 'mt_7' });
  expect(await reasonOf(client, token, 'm2m_token')).toBe('token-revoked');
});

it('without a store the object is the list, whatever key is known where it is used', async () => {
  const revocations = {};
  const { jwtKey } = instance.options;
  const token = await instance.sign();
  expect(await verifyToken(token, { jwtKey, revocations })).toMatchObject({ sid: 'sess_1' });
  const signingSecret = `whsec_${btoa('a secret for webhooks')}`;
  const body = JSON.stringify({ object: 'event', type: 'session.revoked', data: { id: 'sess_1' } });
  const headers = signWebhook(signingSecret, body);
  const request = new Request('https://app.example.com/webhooks', { method: 'POST', body, headers });
  await verifyWebhook(request, { signingSecret, revocations, secretKey });
  await expect(verifyToken(token, { jwtKey, revocations })).rejects.toMatchObject({ code: 'token-revoked' });
});

it('a machine that was deleted stays refused in a process that starts days later', async () => {
  const store = createMemoryStore();
  await clientOf(instance, { revocations: { store } }).machines.delete('mch_1');
  const claims = { sub: 'mch_1', sid: undefined, jti: 'mt_8', exp: now() + 90 * 86_400 };
  const token = await instance.sign(claims, { cat: 'cl_B7d4PD333AAA' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 86_400_000 });
  const later = clientOf(instance, { revocations: { store } });
  expect(await reasonOf(later, token, 'm2m_token')).toBe('token-revoked');
  vi.useRealTimers();
});

describe('the store on Redis', () => {
  it('reads answers of a client that gives bytes', async () => {
    const rows = [[Buffer.from('5-0'), [Buffer.from('e'), Buffer.from('entry')]]];
    const store = createRedisRevocationStore(() => Promise.resolve(rows));
    expect(await store.readAfter(undefined)).toEqual({ entries: ['entry'], position: '5-0' });
  });

  it('has written an entry, though it may not set when the stream ends', async () => {
    const store = createRedisRevocationStore(([name]) =>
      name === 'PEXPIRE' ? Promise.reject(new Error('NOPERM')) : Promise.resolve('5-0'),
    );
    await expect(store.append('entry', 1000)).resolves.toBeUndefined();
  });

  it('reads on without exclusive ranges, which Redis has since 6.2', async () => {
    const sent: (readonly string[])[] = [];
    const store = createRedisRevocationStore((command) => {
      sent.push(command);
      return Promise.resolve([]);
    });
    await store.readAfter('1700000000000-18446744073709551614');
    expect(sent[0]?.[2]).toBe('1700000000000-18446744073709551615');
    await store.readAfter('1700000000000-18446744073709551615');
    expect(sent.find(([name, , start]) => name === 'XRANGE' && start === '1700000000001-0')).toBeDefined();
  });
});

it('a store that answers at once and never ends holds up no request', async () => {
  const page = Array.from({ length: 10_000 }, () => 'A'.repeat(1000));
  let pages = 0;
  let isEndless = true;
  const readAfter = () => {
    pages += 1;
    return Promise.resolve({ entries: isEndless ? page : [], position: String(pages) });
  };
  const client = clientOf(instance, { revocations: { store: { append: () => Promise.resolve(), readAfter } } });
  let turns = 0;
  const others = setInterval(() => (turns += 1));
  expect(await reasonOf(client, await instance.sign())).toBeNull();
  clearInterval(others);
  // A read takes 40 pages at most, and timers of others fire meanwhile.
  const read = pages;
  isEndless = false;
  expect([turns > 0, read <= 82]).toEqual([true, true]);
});
