import { randomBytes } from 'node:crypto';
import { startRedis } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RevocationPage, RevocationStore } from '../../src/options.js';
import { createRedisRevocationStore } from '../../src/revocations/create-redis-revocation-store.js';
import { revokeTokens } from '../../src/revocations/revoke-tokens.js';
import { clientOf, reasonOf, startInstance, type Instance } from './instance.js';
import { createMemoryStore } from './memory-store.js';
import { stopAll, storeOn } from './redis.js';

let instance: Instance;
const secretKey = 'sk_live_revocations_instance';

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.close());
afterEach(stopAll);

const empty: RevocationPage = { entries: [], position: undefined };
const revokeSession = (store: RevocationStore, sessionId: string, key = secretKey) =>
  revokeTokens({ sessionId }, { revocations: { store }, secretKey: key });

/** Each option object is a process of its own. */
const processOn = (store: RevocationStore) => clientOf(instance, { revocations: { store } });

describe.each(['in the process', 'on Redis'])('a store %s', (where) => {
  const create = async () => (where === 'on Redis' ? storeOn((await startRedis()).url) : createMemoryStore());

  it('gives everything in pages, in whatever order it was written', async () => {
    const store = await create();
    const revocations = { store };
    const ids = Array.from({ length: 2500 }, (_, index) => `sess_${index}`);
    await Promise.all(ids.map((sessionId) => revokeTokens({ sessionId }, { revocations, secretKey })));
    const client = processOn(store);
    for (const sid of ['sess_0', 'sess_999', 'sess_1000', 'sess_2499']) {
      const token = await instance.sign({ sid });
      // On a slow machine a call does not wait until all are written.
      await vi.waitFor(async () => expect(await reasonOf(client, token)).toBe('token-revoked'), { timeout: 20_000 });
    }
    expect(await reasonOf(client, await instance.sign({ sid: 'sess_2500' }))).toBeNull();
  });

  it('tells nobody who was revoked, and other secrets nothing', async () => {
    const store = await create();
    await revokeSession(store, 'sess_1');
    await revokeSession(store, 'sess_1', 'sk_live_of_another_instance');
    const { entries } = await store.readAfter(undefined);
    expect(entries).toHaveLength(2);
    for (const entry of entries) {
      expect(entry).toMatch(/^[\w-]{40,200}$/);
      for (const text of [entry, Buffer.from(entry, 'base64url').toString('latin1')])
        expect(text).not.toContain('sess_1');
    }
    const other = clientOf(instance, { revocations: { store }, secretKey: 'sk_live_of_a_third_instance' });
    expect(await reasonOf(other, await instance.sign())).toBeNull();
    expect(await reasonOf(processOn(store), await instance.sign())).toBe('token-revoked');
  });

  it('may hold what others wrote there: it counts as nothing', async () => {
    const store = await create();
    const forged = ['', 'x', 'AAAA', randomBytes(60).toString('base64url'), 'A'.repeat(5000), '{"kind":"session"}'];
    for (const entry of forged) await store.append(entry, 1000);
    await revokeSession(store, 'sess_2');
    const [last] = (await store.readAfter(undefined)).entries.slice(-1);
    await store.append(`${last?.slice(0, -4)}AAAA`, 1000);
    const client = processOn(store);
    expect(await reasonOf(client, await instance.sign())).toBeNull();
    expect(await reasonOf(client, await instance.sign({ sid: 'sess_2' }))).toBe('token-revoked');
  });
});

describe('a store that is no good', () => {
  const never = () => new Promise<never>(() => undefined);
  const stores: Readonly<Record<string, Partial<RevocationStore>>> = {
    throws: {
      readAfter: () => {
        throw new Error('no');
      },
      append: () => {
        throw new Error('no');
      },
    },
    rejects: { readAfter: () => Promise.reject(new Error('no')), append: () => Promise.reject(new Error('no')) },
    hangs: { readAfter: never, append: never },
    'gives nothing': { readAfter: () => Promise.resolve(undefined as never) },
    'gives no list': { readAfter: () => Promise.resolve({ entries: 'x', position: '1' } as never) },
    'gives numbers': { readAfter: () => Promise.resolve({ entries: [1, null, {}], position: '1' } as never) },
    'gives a position that is none': { readAfter: () => Promise.resolve({ entries: [], position: 5 } as never) },
    'gives a page that is too long': {
      readAfter: () => Promise.resolve({ entries: Array.from({ length: 20_000 }, () => 'x'), position: '1' }),
    },
    'gives the same page for ever': { readAfter: () => Promise.resolve({ entries: ['x'], position: 'same' }) },
  };

  it.each(Object.entries(stores))('%s: requests go on, and what is revoked here is refused here', async (_, store) => {
    const revocations = {
      store: { append: () => Promise.resolve(), readAfter: () => Promise.resolve(empty), ...store },
    };
    const client = clientOf(instance, { revocations });
    const token = await instance.sign();
    for (let time = 0; time < 3; time += 1) expect(await reasonOf(client, token)).toBeNull();
    await client.sessions.revokeSession('sess_1');
    expect(await reasonOf(client, token)).toBe('token-revoked');
  });

  it('makes nobody wait again while it hangs', async () => {
    let reads = 0;
    const store = {
      append: () => Promise.resolve(),
      readAfter: () => {
        reads += 1;
        return never();
      },
    };
    const client = processOn(store);
    const token = await instance.sign();
    await Promise.all([reasonOf(client, token), reasonOf(client, token), reasonOf(client, token)]);
    expect(reads).toBe(1);
    // Each of them would read, if it waited.
    for (let time = 0; time < 50; time += 1) await reasonOf(client, token);
    expect(reads).toBeLessThan(50);
  });

  it('is written to once it is back', async () => {
    const memory = createMemoryStore();
    let isDown = true;
    const store: RevocationStore = {
      append: (entry, ttlMs) => (isDown ? Promise.reject(new Error('down')) : memory.append(entry, ttlMs)),
      readAfter: (position) => memory.readAfter(position),
    };
    await revokeSession(store, 'sess_1');
    expect(memory.entries).toHaveLength(0);
    isDown = false;
    await vi.waitFor(() => expect(memory.entries).toHaveLength(1), { timeout: 20_000 });
    expect(await reasonOf(processOn(store), await instance.sign())).toBe('token-revoked');
  });
});

describe('reading', () => {
  it('begins with the first request, and never with a client alone', async () => {
    const store = createMemoryStore();
    const client = processOn(store);
    expect(store.reads).toBe(0);
    await reasonOf(client, await instance.sign());
    expect(store.reads).toBe(1);
  });

  it('costs a request nothing while it is done in the background', async () => {
    const store = createMemoryStore();
    const client = clientOf(instance, { revocations: { store, pollMs: 10_000 } });
    for (let time = 0; time < 50; time += 1) await reasonOf(client, await instance.sign());
    expect(store.reads).toBe(1);
  });

  it('begins again where the store has lost what it had', async () => {
    const redis = await startRedis();
    const store = await storeOn(redis.url);
    const client = processOn(store);
    await revokeSession(store, 'sess_1');
    expect(await reasonOf(client, await instance.sign())).toBe('token-revoked');
    await redis.kill();
    await startRedis(redis.port);
    const again = await storeOn(redis.url);
    await vi.waitFor(async () => {
      await revokeSession(again, 'sess_2');
      expect(await reasonOf(client, await instance.sign({ sid: 'sess_2' }))).toBe('token-revoked');
    }, 20_000);
  });

  it('notices a stream whose ids are older', async () => {
    const rows: [string, string[]][] = [['1000-0', ['e', 'first']]];
    const send = ([name, , from]: readonly string[]) =>
      Promise.resolve(
        name === 'XREVRANGE'
          ? rows.slice(-1)
          : rows.filter(([id]) => from === '-' || Number.parseInt(id, 10) >= Number.parseInt(String(from), 10)),
      );
    const store = createRedisRevocationStore(send);
    expect(await store.readAfter(undefined)).toEqual({ entries: ['first'], position: '1000-0' });
    rows.splice(0, 1, ['500-0', ['e', 'other']]);
    expect(await store.readAfter('1000-0')).toEqual({ entries: [], position: undefined });
    expect(await store.readAfter(undefined)).toEqual({ entries: ['other'], position: '500-0' });
  });

  it('needs a function that sends', () => {
    expect(() => createRedisRevocationStore(undefined as never)).toThrow(/function/);
  });
});
