import { once } from 'node:events';
import KeyvRedis from '@keyv/redis';
import { Keyv } from 'keyv';
import { signWebhook, startRedis, startServer, type Redis } from 'testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { KeyValueStore, ReadCacheOptions } from '../../src/options.js';
import { callOptions } from '../../src/rest/call-options.js';
import { verifyWebhook } from '../../src/webhook/verify-webhook.js';
import { startProcess, stopAll } from '../revocations/redis.js';

const secretKey = 'sk_live_cache_instance';
const signingSecret = `whsec_${btoa('a secret for webhooks')}`;

/** Method and path with query of each call. */
const calls: string[] = [];
/** What the service says now. */
let name: string;
/** Waits before the next answer to a GET is sent; the answer is made before. */
let hold: (() => Promise<unknown>) | undefined;
let apiUrl: string;
let close: () => Promise<void>;

const userOf = (id: string) => ({
  object: 'user',
  id,
  first_name: name,
  email_addresses: [],
  private_metadata: { pin: 'a private pin', nested: { list: [1] } },
});

function answerTo(path: string): unknown {
  const user = /^\/v1\/users\/(user_\w+)/.exec(path)?.[1];
  if (path.endsWith('_memberships') || path.endsWith('/memberships'))
    return { data: [{ object: name }], total_count: 1 };
  if (user) return userOf(user);
  if (path === '/v1/users/count') return { object: 'total_count', total_count: 1 };
  if (path === '/v1/users') return [userOf('user_1')];
  if (path.startsWith('/v1/organizations/')) return { object: 'organization', id: 'org_1', name };
  return {};
}

beforeAll(async () => {
  ({ url: apiUrl, close } = await startServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    const path = (request.url ?? '').replace(/\?.*/, '');
    const body = JSON.stringify(answerTo(path));
    request.resume();
    const wait = request.method === 'GET' ? hold : undefined;
    void Promise.resolve(wait?.()).then(() => {
      response.statusCode = path.includes('missing') ? 404 : 200;
      response.setHeader('content-type', 'application/json').end(body);
    });
  }));
});
afterAll(() => close());
beforeEach(() => {
  calls.length = 0;
  name = 'Ada';
  hold = undefined;
});
afterEach(async () => {
  vi.useRealTimers();
  await stopAll();
});

const clientOf = (cache?: ReadCacheOptions, more: object = {}) =>
  createClerkClient({ apiUrl, secretKey, cache, retry: { maxRetries: 0 }, ...more });

async function deliver(cache: ReadCacheOptions, event: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ object: 'event', ...event });
  const request = new Request('https://app.example.com/webhooks', {
    method: 'POST',
    body,
    headers: { ...signWebhook(signingSecret, body), ...headers },
  });
  await verifyWebhook(request, { signingSecret, cache, secretKey });
}

const firstName = async (client: ReturnType<typeof clientOf>, id = 'user_1') =>
  (await client.users.getUser(id)).firstName;

async function redisStore(redis: Redis): Promise<KeyValueStore> {
  const store = new Keyv({ store: new KeyvRedis(redis.url), useKeyPrefix: false });
  store.on('error', () => undefined);
  await store.set('warm', 1, 1);
  return store;
}

describe.each(['in the process', 'on Redis'])('a cache %s', (where) => {
  const minute = 60_000;
  const create = async (more: Partial<ReadCacheOptions> = {}): Promise<ReadCacheOptions> => ({
    ttlMs: minute,
    ...(where === 'on Redis' && { store: await redisStore(await startRedis()) }),
    ...more,
  });

  it('answers the same call again, and no other', async () => {
    const client = clientOf(await create());
    for (let time = 0; time < 3; time += 1) expect(await firstName(client)).toBe('Ada');
    expect(calls).toEqual(['GET /v1/users/user_1']);
    await client.users.getUser('user_2');
    await client.users.getUserList({ limit: 1 });
    await client.users.getUserList({ limit: 2 });
    const { length } = calls;
    await client.users.getUserList({ limit: 1 });
    expect(calls).toHaveLength(length);
    await client.organizations.getOrganization({ organizationId: 'org_1' });
    await client.organizations.getOrganization({ organizationId: 'org_1', includeMembersCount: true });
    await client.organizations.getOrganization({ slug: 'acme' });
    expect(calls).toHaveLength(length + 3);
    await client.organizations.getOrganization({ slug: 'acme' });
    await client.users.getOrganizationMembershipList({ userId: 'user_1' });
    await client.users.getOrganizationMembershipList({ userId: 'user_1' });
    expect(calls).toHaveLength(length + 4);
  });

  it('is of one secret key', async () => {
    const cache = await create();
    await clientOf(cache).users.getUser('user_1');
    await clientOf(cache, { secretKey: 'sk_live_of_another' }).users.getUser('user_1');
    expect(calls).toHaveLength(2);
  });

  it('gives each call objects of its own', async () => {
    const client = clientOf(await create());
    const [one, other] = await Promise.all([client.users.getUser('user_1'), client.users.getUser('user_1')]);
    Object.assign(one.privateMetadata, { pin: 'changed' });
    Object.assign(one.raw ?? {}, { first_name: 'changed' });
    expect(other.privateMetadata).toMatchObject({ pin: 'a private pin' });
    const later = await client.users.getUser('user_1');
    expect(later).toMatchObject({ firstName: 'Ada', privateMetadata: { pin: 'a private pin' } });
    expect(calls).toHaveLength(1);
  });

  it.each<readonly [string, (client: ReturnType<typeof clientOf>) => Promise<unknown>]>([
    ['updateUser', (client) => client.users.updateUser('user_1', { firstName: 'Grace' })],
    ['banUser', (client) => client.users.banUser('user_1')],
    ['banUsers', (client) => client.users.banUsers({ userIds: ['user_1'] })],
    ['deleteUser', (client) => client.users.deleteUser('user_1')],
    ['createEmailAddress', (client) => client.emailAddresses.deleteEmailAddress('idn_1')],
  ])('forgets what %s changes', async (_, change) => {
    const client = clientOf(await create());
    await firstName(client);
    name = 'Grace';
    expect(await firstName(client)).toBe('Ada');
    await change(client);
    expect(await firstName(client)).toBe('Grace');
  });

  it('forgets what a call that failed may have changed', async () => {
    const client = clientOf(await create());
    await firstName(client, 'user_missing').catch(() => undefined);
    await firstName(client);
    await client.users.updateUser('user_missing', {}).catch(() => undefined);
    await client.users.getUserList();
    const { length } = calls;
    await expect(client.users.updateUser('user_missing', {})).rejects.toMatchObject({ status: 404 });
    await client.users.getUserList();
    expect(calls.length).toBeGreaterThan(length + 1);
  });

  it('keeps no error', async () => {
    const client = clientOf(await create());
    for (let time = 0; time < 2; time += 1) {
      await expect(client.users.getUser('user_missing')).rejects.toMatchObject({ status: 404 });
    }
    expect(calls).toHaveLength(2);
  });

  it('forgets what an event changes, and nothing for a forged one', async () => {
    const cache = await create();
    const client = clientOf(cache);
    await firstName(client);
    await client.organizations.getOrganization({ slug: 'acme' });
    name = 'Grace';
    const event = { type: 'user.updated', data: { id: 'user_1' }, timestamp: Date.now() };
    await expect(deliver(cache, event, { 'svix-signature': 'v1,AAAA' })).rejects.toMatchObject({
      code: 'webhook_signature_invalid',
    });
    expect(await firstName(client)).toBe('Ada');
    for (let time = 0; time < 2; time += 1) await deliver(cache, event);
    expect(await firstName(client)).toBe('Grace');
    await deliver(cache, { type: 'organization.updated', data: { id: 'org_9' } });
    expect((await client.organizations.getOrganization({ slug: 'acme' })).name).toBe('Grace');
    for (const odd of [{ type: 'user.updated' }, { type: 'user.updated', data: null }, { type: 'x', data: 5 }]) {
      await deliver(cache, odd);
    }
  });

  it('does not keep what was read before a change, and came after it', async () => {
    const client = clientOf(await create());
    let goOn: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    hold = () => held;
    const old = firstName(client);
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    hold = undefined;
    name = 'Grace';
    await client.users.updateUser('user_1', { firstName: 'Grace' });
    // A call that begins now does not join the one that is in flight.
    expect(await firstName(client)).toBe('Grace');
    goOn?.();
    expect(await old).toBe('Ada');
    expect(await firstName(client)).toBe('Grace');
    expect(calls.filter((call) => call === 'GET /v1/users/user_1')).toHaveLength(2);
  });

  it('lets calls at the same time share one', async () => {
    const client = clientOf(await create());
    await firstName(client, 'user_0');
    calls.length = 0;
    const all = await Promise.all(Array.from({ length: 20 }, () => firstName(client)));
    expect(new Set(all)).toEqual(new Set(['Ada']));
    expect(calls.length).toBeLessThanOrEqual(where === 'on Redis' ? 2 : 1);
  });

  it('answers with what is stale while it is fetched again, and not for longer', async () => {
    const cache = await create({ ttlMs: minute, staleMs: minute });
    const client = clientOf(cache);
    await firstName(client);
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start + minute + 1000 });
    name = 'Grace';
    expect(await firstName(client)).toBe('Ada');
    await vi.waitFor(async () => expect(await firstName(client)).toBe('Grace'), { timeout: 10_000 });
    name = 'Edsger';
    vi.setSystemTime(start + 4 * minute);
    expect(await firstName(client)).toBe('Edsger');
  });

  it('is not asked for calls with headers of their own', async () => {
    const client = clientOf(await create());
    await firstName(client);
    await client.users.getUser('user_1', callOptions({ headers: { 'cache-control': 'no-cache' } }));
    expect(calls).toHaveLength(2);
    await client.users.getUser('user_1', callOptions({ timeoutMs: 60_000 }));
    expect(calls).toHaveLength(2);
  });

  it('does not cache other calls', async () => {
    const client = clientOf(await create());
    for (let time = 0; time < 2; time += 1) await client.sessions.getSession('sess_1');
    expect(calls).toHaveLength(2);
  });
});

describe('a shared store', () => {
  class Recording implements KeyValueStore {
    readonly entries = new Map<string, unknown>();
    get(key: string) {
      return Promise.resolve(this.entries.get(key));
    }
    set(key: string, value: unknown, _ttlMs?: number) {
      this.entries.set(key, value);
      return Promise.resolve(true);
    }
  }

  it('holds nothing in clear, and cannot be changed unnoticed', async () => {
    const store = new Recording();
    const process = () => clientOf({ ttlMs: 60_000, store });
    await process().users.getUserList({ emailAddress: ['ada@example.com'] });
    await firstName(process(), 'user_1');
    await firstName(process(), 'user_2');
    const text = JSON.stringify([...store.entries]);
    for (const secret of ['ada@example.com', 'user_1', 'private pin', secretKey]) expect(text).not.toContain(secret);
    calls.length = 0;
    await firstName(process(), 'user_1');
    expect(calls).toHaveLength(0);
    // What belongs to another user, in its place: it counts as nothing.
    const values = [...store.entries].filter(([, value]) => String(value).length > 100);
    const [one, other] = values.slice(-2);
    store.entries.set(one?.[0] ?? '', other?.[1]);
    store.entries.set(other?.[0] ?? '', one?.[1]);
    const users = await Promise.all(['user_1', 'user_2'].map((id) => process().users.getUser(id)));
    expect(users.map(({ id }) => id)).toEqual(['user_1', 'user_2']);
    expect(calls).toHaveLength(2);
  });

  const never = () => new Promise<never>(() => undefined);
  it.each<readonly [string, KeyValueStore]>([
    [
      'throws',
      {
        get: () => {
          throw new Error('no');
        },
        set: () => {
          throw new Error('no');
        },
      },
    ],
    ['rejects', { get: () => Promise.reject(new Error('no')), set: () => Promise.reject(new Error('no')) }],
    ['hangs', { get: never, set: never }],
    ['gives objects', { get: () => Promise.resolve({ a: 1 }), set: () => Promise.resolve() }],
    ['gives one text for everything', { get: () => Promise.resolve('x'.repeat(24)), set: () => Promise.resolve() }],
    ['gives one version for everything', { get: () => Promise.resolve('a'.repeat(24)), set: () => Promise.resolve() }],
    ['forgets at once', { get: () => Promise.resolve(undefined), set: () => Promise.resolve() }],
  ])('that %s costs the cache and nothing else', async (_, store) => {
    const client = clientOf({ ttlMs: 60_000, store });
    for (let time = 0; time < 3; time += 1) expect(await firstName(client)).toBe('Ada');
    expect(calls).toHaveLength(3);
    await client.users.updateUser('user_1', {});
    name = 'Grace';
    expect(await firstName(client)).toBe('Grace');
  });

  it('gets what was outdated while it failed', async () => {
    const store = new Recording();
    let isDown = false;
    const failing: KeyValueStore = {
      get: (key) => store.get(key),
      set: (key, value, ttlMs) => (isDown ? Promise.reject(new Error('down')) : store.set(key, value, ttlMs)),
    };
    const one = clientOf({ ttlMs: 60_000, store: failing });
    const other = clientOf({ ttlMs: 60_000, store });
    await firstName(other);
    isDown = true;
    await one.users.updateUser('user_1', { firstName: 'Grace' });
    name = 'Grace';
    expect(await firstName(one)).toBe('Grace');
    isDown = false;
    await vi.waitFor(async () => expect(await firstName(other)).toBe('Grace'), { timeout: 20_000, interval: 100 });
  });

  it('is told by webhooks only with a key', async () => {
    vi.stubEnv('CLERK_SECRET_KEY', '');
    const request = new Request('https://app.example.com/', { method: 'POST', body: '{}' });
    const result = verifyWebhook(request, { signingSecret, cache: { ttlMs: 1 } });
    await expect(result).rejects.toMatchObject({ code: 'secret_key_missing' });
    vi.unstubAllEnvs();
  });
});

describe('two processes and a real Redis', () => {
  it('a webhook to one has its effect in the other; both go on when Redis or one of them is killed', async () => {
    const redis = await startRedis();
    const settings = { redisUrl: redis.url, apiUrl, secretKey, signingSecret };
    const file = new URL('./processes/cache-server.mjs', import.meta.url);
    const [one, other] = await Promise.all([startProcess(file, settings), startProcess(file, settings)]);
    const ask = async (child: typeof one, action: string, value: unknown) => {
      child.send({ action, value });
      const [reply] = (await once(child, 'message')) as [unknown];
      return reply;
    };
    expect(await ask(one, 'getUser', 'user_1')).toBe('Ada');
    expect(await ask(other, 'getUser', 'user_1')).toBe('Ada');
    expect(calls).toEqual(['GET /v1/users/user_1']);
    name = 'Grace';
    const body = JSON.stringify({ object: 'event', type: 'user.updated', data: { id: 'user_1' } });
    expect(await ask(one, 'receive', { body, headers: signWebhook(signingSecret, body) })).toBe(204);
    expect(await ask(other, 'getUser', 'user_1')).toBe('Grace');
    expect(await ask(one, 'getUser', 'user_1')).toBe('Grace');
    expect(calls).toHaveLength(2);
    one.kill('SIGKILL');
    await once(one, 'exit');
    expect(await ask(other, 'getUser', 'user_1')).toBe('Grace');
    await redis.kill();
    name = 'Edsger';
    expect(await ask(other, 'getUser', 'user_1')).toBe('Edsger');
  }, 60_000);
});
