import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { getCookieSuffix } from '../../src/internal.js';
import { now, startInstance, type ProductionInstance } from './production-instance.js';

const page = 'https://app.example.com/page';
let instance: ProductionInstance;
let suffix: string;
let good: string;
let expired: string;
let forged: string;
let replaced: string;
let ofMachine: string;

beforeAll(async () => {
  instance = await startInstance();
  suffix = await getCookieSuffix(instance.options.publishableKey ?? '');
  good = await instance.sessionOf('good');
  replaced = await instance.sessionOf('replaced', 50);
  expired = await instance.sessionOf('expired', 200);
  const times = { iat: now - 10, exp: now + 50 };
  ofMachine = await instance.sign({ iss: 'https://clerk.example.com', sub: 'mch_1', jti: 'mt_1', ...times });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const input = (await instance.sessionOf('forged')).split('.', 2).join('.');
  forged = `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')}`;
});
afterAll(() => instance.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
  instance.calls.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

async function decide(cookie: string, headers: Record<string, string> = { 'sec-fetch-dest': 'document' }) {
  const request = new Request(page, { headers: { ...headers, cookie } });
  const state = await createClerkClient({ ...instance.options, tokenCache: false }).authenticateRequest(request);
  const auth = state.toAuth();
  return { state, user: auth && 'userId' in auth ? auth.userId : null };
}

const twice = (name: string, ...values: readonly string[]) => values.map((value) => `${name}=${value}`).join('; ');

describe('session cookies with one name', () => {
  it('count as the first that verifies, wherever it is among them', async () => {
    for (const name of ['__session', `__session_${suffix}`]) {
      const uat = name === '__session' ? '__client_uat' : `__client_uat_${suffix}`;
      for (const old of [expired, forged, '', 'junk', 'a.b.c', replaced, ofMachine]) {
        for (const order of [
          [old, good],
          [good, old],
          [old, old, old, old, old, good],
          [expired, old, good],
        ]) {
          const { user } = await decide(`${twice(name, ...order)}; ${uat}=${now - 20}`);
          expect([name, order.map((each) => each.slice(-6)), user]).toEqual([name, expect.anything(), 'good']);
        }
      }
      const { user } = await decide(`${twice(name, replaced, good)}; ${uat}=${now - 60}`);
      expect(user).toBe('replaced');
      // Issued in the second in which the client changed.
      const sameSecond = await decide(`${twice(name, replaced, good)}; ${uat}=${now - 50}`);
      expect(sameSecond.user).toBe('replaced');
    }
  });

  it('are looked up at the service if one has only expired, and the others are no use', async () => {
    const { state } = await decide(`${twice('__session', forged, 'junk', expired)}; __client_uat=5`);
    expect(state.reason).toMatch(/^session-token-expired/);
    expect(new URL(state.headers.get('location') ?? '').searchParams.get('__session')).toBe(expired);
    const both = await decide(`${twice('__session', expired, await instance.sessionOf('older', 300))}; __client_uat=5`);
    expect(new URL(both.state.headers.get('location') ?? '').searchParams.get('__session')).toBe(expired);
    expect((await decide(`${twice('__session', forged, 'junk')}; __client_uat=5`)).state.reason).toBe(
      'token-invalid-signature',
    );
  });

  it('are no way to make a check expensive', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `${forged.slice(0, -4)}${1000 + index}`);
    // The fifth different one is beyond the bound.
    expect((await decide(`${twice('__session', ...many, good)}; __client_uat=5`)).user).toBeNull();
    expect((await decide(`${twice('__session', ...many.slice(0, 3), good)}; __client_uat=5`)).user).toBe('good');
    expect((await decide(`${twice('__session', ...many.slice(0, 4), good)}; __client_uat=5`)).user).toBeNull();
  });

  it('are judged too when a token in the header has expired', async () => {
    const { state } = await decide(`${twice('__session', 'junk', expired)}; __client_uat=5`, {
      'sec-fetch-dest': 'document',
      authorization: `Bearer ${expired}`,
    });
    expect(new URL(state.headers.get('location') ?? '').searchParams.get('__session')).toBe(expired);
  });
});

describe('other cookies with one name', () => {
  it('the latest __client_uat counts', async () => {
    for (const values of [
      ['5', String(now - 5)],
      [String(now - 5), '5'],
      ['0', String(now - 5)],
      ['junk', String(now - 5)],
    ]) {
      const { state } = await decide(`__session=${good}; ${twice('__client_uat', ...values)}`);
      expect(state.reason).toBe('session-token-iat-before-client-uat');
    }
    expect((await decide(`__session=${good}; ${twice('__client_uat', '0', '5')}`)).user).toBe('good');
  });

  it('the highest redirect counter counts', async () => {
    for (const values of [
      ['1', '3'],
      ['3', '1'],
    ])
      expect((await decide(`__client_uat=5; ${twice('__clerk_redirect_count', ...values)}`)).state.status).toBe(
        'signed-out',
      );
  });

  it('of a nonce the first counts, and no other costs a call', async () => {
    instance.results.set('n1', []);
    await decide(twice('__clerk_handshake_nonce', 'n1', 'n2', 'n3'));
    expect(instance.calls).toEqual(['/v1/clients/handshake_payload?nonce=n1']);
  });
});
