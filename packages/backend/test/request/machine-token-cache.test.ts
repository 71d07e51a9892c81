import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startRedis, startServer } from 'testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { KeyValueStore, MachineTokenCacheOptions } from '../../src/options.js';
import { MachineTokenCache } from '../../src/request/machine-token-cache.js';

let requests: number;
let answer: { status: number; body: unknown };
let delayMs: number;
let apiUrl: string;

const apiKey = {
  object: 'api_key',
  id: 'ak_1',
  type: 'api_key',
  name: 'key',
  subject: 'user_1',
  scopes: [],
  claims: null,
  revoked: false,
  expired: false,
  expiration: null,
};

beforeEach(async () => {
  requests = 0;
  delayMs = 0;
  answer = { status: 200, body: apiKey };
  const upstream = await startServer((_, response) => {
    requests += 1;
    setTimeout(() => {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    }, delayMs);
  });
  apiUrl = upstream.url;
});

afterEach(() => void vi.useRealTimers());

function authenticator(machineTokenCache?: MachineTokenCacheOptions) {
  const clerk = createClerkClient({ apiUrl, secretKey: 'sk_test_1', machineTokenCache });
  return (token: string) =>
    clerk.authenticateRequest(new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } }), {
      acceptsToken: 'api_key',
    });
}

describe('machineTokenCache in the process', () => {
  it('is off unless asked for', async () => {
    const authenticate = authenticator();
    await authenticate('ak_a');
    await authenticate('ak_a');
    expect(requests).toBe(2);
  });

  it('asks once for the same token, also when many requests wait for the answer', async () => {
    delayMs = 20;
    const authenticate = authenticator({ ttlMs: 60_000 });
    const states = await Promise.all(Array.from({ length: 100 }, () => authenticate('ak_a')));
    expect(states.every((state) => state.isAuthenticated)).toBe(true);
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
    expect(requests).toBe(1);
    await authenticate('ak_b');
    expect(requests).toBe(2);
  });

  it('asks again when the time is over', async () => {
    const authenticate = authenticator({ ttlMs: 30 });
    await authenticate('ak_a');
    await new Promise((resolve) => setTimeout(resolve, 40));
    await authenticate('ak_a');
    expect(requests).toBe(2);
  });

  it('does not remember a token beyond its own expiration', async () => {
    answer = { status: 200, body: { ...apiKey, expiration: Date.now() + 30 } };
    const authenticate = authenticator({ ttlMs: 60_000 });
    await authenticate('ak_a');
    await new Promise((resolve) => setTimeout(resolve, 40));
    await authenticate('ak_a');
    expect(requests).toBe(2);
  });

  it('remembers unknown tokens only when told to', async () => {
    answer = { status: 404, body: { errors: [{ code: 'resource_not_found', message: 'no' }] } };
    const forgetful = authenticator({ ttlMs: 60_000 });
    await forgetful('ak_a');
    await forgetful('ak_a');
    expect(requests).toBe(2);
    const mindful = authenticator({ ttlMs: 60_000, negativeTtlMs: 60_000 });
    expect(await mindful('ak_a')).toMatchObject({ reason: 'token-invalid', unavailable: false });
    expect(await mindful('ak_a')).toMatchObject({ reason: 'token-invalid', unavailable: false });
    expect(requests).toBe(3);
  });

  it('does not remember an outage, and says that it is one', async () => {
    answer = { status: 503, body: {} };
    const authenticate = authenticator({ ttlMs: 60_000, negativeTtlMs: 60_000 });
    expect(await authenticate('ak_a')).toMatchObject({ reason: 'unexpected-error', unavailable: true });
    answer = { status: 200, body: apiKey };
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
  });

  it('stores no token, only its hash', async () => {
    const stored: string[] = [];
    const store: KeyValueStore = {
      get: () => Promise.resolve(undefined),
      set: (key, value) => Promise.resolve(stored.push(key, JSON.stringify(value))),
    };
    await authenticator({ ttlMs: 60_000, store })('ak_a_very_secret_token');
    expect(stored.length).toBe(2);
    expect(stored.join()).not.toContain('secret');
  });

  it.each<[string, KeyValueStore]>([
    ['fails', { get: () => Promise.reject(new Error('down')), set: () => Promise.reject(new Error('down')) }],
    [
      'throws',
      {
        get: () => {
          throw new Error('down');
        },
        set: () => {
          throw new Error('down');
        },
      },
    ],
    ['hangs', { get: () => new Promise(() => undefined), set: () => new Promise(() => undefined) }],
    ['gives nonsense', { get: () => Promise.resolve({ expiresAt: 'soon' }), set: () => Promise.resolve() }],
  ])('gives the right answer with a store that %s', async (_, store) => {
    const authenticate = authenticator({ ttlMs: 60_000, store });
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
  });
});

describe('an entry of a store', () => {
  const now = 1_760_000_000_000;
  const good = {
    answer: { kind: 'object', body: { ...apiKey, subject: 'user_stored' } },
    found: true,
    answeredAt: now - 1_000,
    expiresAt: null as unknown,
  };
  const refused = {
    ...good,
    answer: { kind: 'refusal', code: 'token-invalid', message: 'unknown', status: 404 },
    found: false,
  };

  /** Whose token it is, with a store that has this under every key. */
  async function ownerWith(entry: unknown, options: Partial<MachineTokenCacheOptions> = {}) {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const store: KeyValueStore = { get: () => Promise.resolve(entry), set: () => Promise.resolve() };
    const state = await authenticator({ ttlMs: 60_000, ...options, store })('ak_a');
    const auth = state.toAuth();
    return auth && 'subject' in auth ? auth.subject : undefined;
  }

  it.each([
    ['an answer', good],
    ['an answer about a token that expires', { ...good, expiresAt: now + 1 }],
    ['an answer of this moment', { ...good, answeredAt: now }],
    ['an answer that is old, but not too old', { ...good, answeredAt: now - 59_999 }],
  ])('is used: %s', async (_what, entry) => {
    expect(await ownerWith(entry)).toBe('user_stored');
    expect(requests).toBe(0);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'text'],
    ['an entry without an answer', { ...good, answer: undefined }],
    ['an answer alone', { answer: good.answer }],
    ['whether it was found, in words', { ...good, found: 'yes' }],
    ['a time in words', { ...good, answeredAt: String(now - 1_000) }],
    ['an expiry in words', { ...good, expiresAt: String(now + 60_000) }],
    ['no expiry at all', { ...good, expiresAt: undefined }],
    ['an answer of the future', { ...good, answeredAt: now + 1 }],
    ['an answer that is too old', { ...good, answeredAt: now - 60_000 }],
    ['an answer about a token that has expired', { ...good, expiresAt: now }],
    ['an unknown token, where those are not cached', refused],
  ])('is not used: %s', async (_what, entry) => {
    expect(await ownerWith(entry)).toBe('user_1');
    expect(requests).toBe(1);
  });

  it('about an unknown token is used for a time of its own', async () => {
    expect(await ownerWith(refused, { negativeTtlMs: 1_001 })).toBeNull();
    expect(requests).toBe(0);
    expect(await ownerWith(refused, { negativeTtlMs: 1_000 })).toBe('user_1');
    expect(requests).toBe(1);
  });
});

describe('a store', () => {
  it('gets entries for as long as they count, and is left alone for five seconds after a failure', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_760_000_000_000 });
    const calls: unknown[] = [];
    let isDown = false;
    const store: KeyValueStore = {
      get: () => {
        calls.push('get');
        return isDown ? Promise.reject(new Error('down')) : Promise.resolve(undefined);
      },
      set: (_key, value, ttlMs) => {
        calls.push([(value as { answeredAt: number }).answeredAt, ttlMs]);
        return Promise.resolve();
      },
    };
    const authenticate = authenticator({ ttlMs: 60_000, negativeTtlMs: 60_000, store });
    await authenticate('ak_a');
    expect(calls.splice(0)).toEqual(['get', [Date.now(), 60_000]]);
    answer = { status: 200, body: { ...apiKey, expiration: Date.now() + 5 } };
    await authenticate('ak_b');
    expect(calls.splice(0)).toEqual(['get', [Date.now(), 5]]);
    answer = { status: 200, body: { ...apiKey, expiration: Date.now() } };
    await authenticate('ak_c');
    expect(calls.splice(0)).toEqual(['get']);
    // What is no answer about the token is not kept at all.
    answer = { status: 503, body: {} };
    await authenticate('ak_c');
    expect(calls.splice(0)).toEqual(['get']);
    // Only a number is a time.
    answer = { status: 200, body: { ...apiKey, expiration: 'never' } };
    await authenticate('ak_c');
    expect(calls.splice(0)).toEqual(['get', [Date.now(), 60_000]]);
    answer = { status: 200, body: apiKey };
    isDown = true;
    await authenticate('ak_d');
    expect(calls.splice(0)).toEqual(['get']);
    isDown = false;
    const failedAt = Date.now();
    vi.setSystemTime(failedAt + 4_999);
    await authenticate('ak_d');
    expect(calls.splice(0)).toEqual([]);
    vi.setSystemTime(failedAt + 5_000);
    await authenticate('ak_d');
    expect(calls.splice(0)).toHaveLength(2);
    // A clock that was set back does not keep the store away.
    isDown = true;
    await authenticate('ak_e');
    isDown = false;
    vi.setSystemTime(failedAt);
    calls.length = 0;
    await authenticate('ak_e');
    expect(calls).toHaveLength(2);
  });

  it('may be a proxy of a remote object, which has a method of every name', async () => {
    const members = new Map<string, unknown>();
    const methods: Readonly<Record<string, (...given: never[]) => Promise<unknown>>> = {
      get: (key: string) => Promise.resolve(members.get(key)),
      set: (key: string, value: unknown) => Promise.resolve(members.set(key, value)),
    };
    const remote = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };
    const store = new Proxy<KeyValueStore>(remote, {
      get: (_target, name) => methods[String(name)] ?? (() => Promise.resolve(undefined)),
    });
    const authenticate = authenticator({ ttlMs: 60_000, store });
    await authenticate('ak_a');
    expect((await authenticate('ak_a')).isAuthenticated).toBe(true);
    expect(requests).toBe(1);
  });

  it('in the process keeps the last ten thousand answers', async () => {
    const cache = new MachineTokenCache({ ttlMs: 60_000 });
    let loads = 0;
    const get = (name: string) =>
      cache.getOrLoad({
        identity: [name],
        nowMs: 0,
        load: () => {
          loads += 1;
          return Promise.resolve({ answer: name, found: true });
        },
        isAnswer: () => true,
        version: () => 0,
        observer: undefined,
      });
    for (let index = 0; index < 10_000; index += 1) await get(`token-${index}`);
    await get('token-0');
    expect(loads).toBe(10_000);
    await get('one more');
    await get('token-1');
    expect(loads).toBe(10_001);
    await get('token-0');
    expect(loads).toBe(10_002);
  });
});

interface Reply {
  readonly status: string;
  readonly subject: string | null;
  readonly ms: number;
}

describe('machineTokenCache on a real Redis', () => {
  const started: ChildProcess[] = [];

  afterEach(async () => {
    await Promise.all(
      started.splice(0).map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
  });

  async function startServer(redisUrl: string): Promise<(token: string) => Promise<Reply>> {
    const file = fileURLToPath(new URL('./processes/machine-token-server.mjs', import.meta.url));
    const child = fork(file, [JSON.stringify({ redisUrl, apiUrl })]);
    started.push(child);
    await once(child, 'message');
    return async (token) => {
      child.send(token);
      const [reply] = (await once(child, 'message')) as [Reply];
      return reply;
    };
  }

  it('shares one answer between two processes, and survives the death of Redis', async () => {
    const redis = await startRedis();
    const [one, other] = await Promise.all([startServer(redis.url), startServer(redis.url)]);
    expect(await one('ak_a')).toMatchObject({ status: 'signed-in', subject: 'user_1' });
    expect(await other('ak_a')).toMatchObject({ status: 'signed-in', subject: 'user_1' });
    expect(requests).toBe(1);

    await redis.kill();
    const afterwards = await one('ak_a');
    expect(afterwards).toMatchObject({ status: 'signed-in', subject: 'user_1' });
    // Far less than a client without a time limit would wait; far more than a slow machine needs.
    expect(afterwards.ms).toBeLessThan(30_000);
    expect(requests).toBe(2);

    answer = { status: 404, body: { errors: [{ code: 'resource_not_found', message: 'no' }] } };
    expect(await other('ak_b')).toMatchObject({ status: 'signed-out' });
  });
});
