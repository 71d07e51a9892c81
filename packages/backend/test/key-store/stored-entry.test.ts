import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StoreCipher } from '../../src/crypto/store-cipher.js';
import type { FetchedKeys, KeyValueStore } from '../../src/options.js';
import { createKeyStore, type WebCache } from '../../src/token/create-key-store.js';
import { GuardedStore } from '../../src/token/guarded-store.js';
import { MemoryStore } from './memory-store.js';

// The entry of one instance, one step on either side of each limit. Only the clock is not real.

const start = 1_800_000_000_000;
const hour = 3_600_000;
const secretKey = 'sk_live_entry';
const instance = { apiUrl: 'https://api.example.com', apiVersion: 'v1', secretKey };

let events: unknown[];
let store: MemoryStore;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  onTestFinished(() => void vi.useRealTimers());
  events = [];
  store = new MemoryStore();
});

const observed = { run: <T>(work: () => T) => work(), end: () => undefined };
const observer = {
  startDecision: () => observed,
  startCall: () => observed,
  countLookup: (...lookup: unknown[]) => void events.push(lookup),
  countStoreError: (...failure: unknown[]) => void events.push(failure),
};

/** What a process finds in the store. */
async function load(of: KeyValueStore | WebCache = store, isAccepted = true, accepted: FetchedKeys[] = []) {
  const entry = createKeyStore(of).keysOf({ ...instance, observer }, (keys) => accepted.push(keys) > 0 && isAccepted);
  await entry.load();
  return accepted;
}

async function save(keys: FetchedKeys, of: KeyValueStore | WebCache = store) {
  const entry = createKeyStore(of).keysOf({ ...instance, observer }, () => true);
  entry.save(keys);
  await entry.saved();
}

const keysOf = (count: number): FetchedKeys => ({
  fetchedAt: start,
  jwks: { keys: Array.from({ length: count }, (_, at) => ({ kid: `key-${at}` })) },
});

describe('an entry', () => {
  it('comes back as it was written', async () => {
    await save(keysOf(2));
    expect(store.key).toMatch(/^clerk-keys:[\w-]{43}$/);
    expect(store.ttlMs).toBe(hour);
    expect(await load()).toEqual([keysOf(2)]);
    expect(events).toEqual([['stored_keys', true]]);
  });

  it('that is not accepted counts as a miss', async () => {
    await save(keysOf(1));
    expect(await load(store, false)).toHaveLength(1);
    expect(events).toEqual([['stored_keys', false]]);
  });

  it.each([[undefined], [null], ['']])('that is %j is missing, which is no failure', async (value) => {
    await save(keysOf(1));
    store.entries.set(store.key, value);
    expect(await load()).toEqual([]);
    expect(events).toEqual([['stored_keys', false]]);
  });

  it.each([['text'], [5], ['A'.repeat(65_537)], [{}]])('that is something else is a failure: %j', async (value) => {
    await save(keysOf(1));
    store.entries.set(store.key, value);
    expect(await load()).toEqual([]);
    expect(events).toEqual([
      ['keys', 'invalid_answer'],
      ['stored_keys', false],
    ]);
  });

  it('has at most 32 keys, and 32,768 letters', async () => {
    for (const [count, isKept] of [
      [32, true],
      [33, false],
    ] as const) {
      await save({ ...keysOf(count), fetchedAt: start + count });
      expect(store.entries.get(store.key) !== '').toBe(isKept);
      expect(await load()).toHaveLength(isKept ? 1 : 0);
    }
    const rest = JSON.stringify([start + 40, { keys: [''] }]).length;
    for (const [length, isKept] of [
      [32_768, true],
      [32_769, false],
    ] as const) {
      await save({ fetchedAt: start + 40, jwks: { keys: ['x'.repeat(length - rest)] } });
      expect(store.entries.get(store.key) !== '').toBe(isKept);
      if (isKept) expect(await load()).toHaveLength(1);
    }
  });

  it.each([[null], ['text'], [{}], [{ keys: 5 }]])('may hold what is no key set: %j', async (jwks) => {
    await save({ fetchedAt: start, jwks });
    expect(await load()).toEqual([{ fetchedAt: start, jwks }]);
  });

  it('takes the place of one that is not younger, or is from the future', async () => {
    const stored = async () => {
      const [found] = await load();
      return found?.fetchedAt;
    };
    await save({ ...keysOf(1), fetchedAt: start });
    await save({ ...keysOf(1), fetchedAt: start - 1 });
    expect(await stored()).toBe(start);
    const before = store.entries.get(store.key);
    await save({ ...keysOf(1), fetchedAt: start });
    expect(store.entries.get(store.key)).not.toBe(before);
    vi.setSystemTime(start - 1);
    await save({ ...keysOf(1), fetchedAt: start - 2 });
    expect(await stored()).toBe(start - 2);
  });
});

const works = () => 1;

describe('the store', () => {
  it('is read once a second', async () => {
    const entry = createKeyStore(store).keysOf(instance, () => true);
    for (const [afterMs, gets] of [
      [0, 1],
      [999, 1],
      [1000, 2],
      [1999, 2],
    ] as const) {
      vi.setSystemTime(start + afterMs);
      await entry.load();
      expect(store.gets).toBe(gets);
    }
  });

  it('is read ahead, and again by the first request', async () => {
    const entry = createKeyStore(store).keysOf(instance, () => true);
    entry.loadAhead();
    await vi.waitFor(() => expect(store.gets).toBe(1), { timeout: 20_000 });
    await entry.load();
    await entry.load();
    await vi.waitFor(() => expect(store.gets).toBe(2), { timeout: 20_000 });
  });

  it('is written again after an error', async () => {
    const entry = createKeyStore({
      get: () => Promise.resolve(undefined),
      set: (...written) => (events.length === 0 ? Promise.reject(new TypeError('no')) : store.set(...written)),
    }).keysOf({ ...instance, observer }, () => true);
    for (const sets of [0, 1]) {
      entry.save(keysOf(1));
      await entry.saved();
      expect(store.sets).toBe(sets);
    }
    expect(events).toEqual([['keys', 'TypeError']]);
  });

  it('is waited for by the first request alone, and by none if it hangs already', async () => {
    const never = () => new Promise<never>(() => undefined);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    const waitsIn = async (work: () => Promise<void>) => {
      timers.mockClear();
      await work();
      return timers.mock.calls.length;
    };
    const entryOf = (get: () => Promise<unknown>) => createKeyStore({ get, set: never }).keysOf(instance, () => true);
    const writes = entryOf(() => Promise.resolve(undefined));
    expect(await waitsIn(() => writes.saved())).toBe(0);
    writes.save(keysOf(1));
    expect(await waitsIn(() => writes.saved())).toBeGreaterThan(0);
    expect(await waitsIn(() => writes.saved())).toBe(0);
    const reads = entryOf(never);
    await reads.load();
    reads.save(keysOf(1));
    expect(await waitsIn(() => reads.saved())).toBe(0);
  });

  it('is waited for again if another write has begun meanwhile', async () => {
    const ends: (() => void)[] = [];
    const slow = { get: () => Promise.resolve(undefined), set: () => new Promise<void>((end) => void ends.push(end)) };
    const entry = createKeyStore(slow).keysOf(instance, () => true);
    entry.save(keysOf(1));
    const first = entry.saved();
    await vi.waitFor(() => expect(ends).toHaveLength(1), { timeout: 20_000 });
    entry.save(keysOf(2));
    ends[0]?.();
    await first;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    const second = entry.saved();
    await Promise.resolve();
    expect(timers.mock.calls.length).toBeGreaterThan(0);
    await second;
  });

  it('that hangs is waited for once, and then left alone for 5 seconds', async () => {
    let asked = 0;
    const hangs = new GuardedStore('keys', store, true);
    const ask = () => hangs.ask(() => new Promise<never>(() => void (asked += 1)), observer);
    expect(hangs.isResting).toBe(false);
    expect(await ask()).toBeUndefined();
    expect(events).toEqual([['keys', 'timeout']]);
    vi.setSystemTime(start + 4999);
    expect(hangs.isResting).toBe(true);
    await ask();
    expect(asked).toBe(1);
    vi.setSystemTime(start + 5000);
    expect(hangs.isResting).toBe(false);
    await ask();
    expect(asked).toBe(2);
  });

  it.each([true, false])('that throws is left alone unless it may be asked at once: %s', async (retriesErrors) => {
    const guarded = new GuardedStore('machine_tokens', store, retriesErrors);
    expect(await guarded.ask(() => Promise.reject(new TypeError('no')), observer)).toBeUndefined();
    expect(events).toEqual([['machine_tokens', 'TypeError']]);
    expect(guarded.isResting).toBe(!retriesErrors);
    expect(await guarded.ask(() => Promise.resolve(5), observer)).toEqual(retriesErrors ? { value: 5 } : undefined);
  });

  it('is left alone after an error unless it says otherwise', async () => {
    const guarded = new GuardedStore('keys', store);
    await guarded.ask(() => Promise.reject(new Error('no')), undefined);
    expect(guarded.isResting).toBe(true);
  });

  it('may be a cache of the Cache API', async () => {
    const entries = new Map<string, Response>();
    const cache: WebCache = {
      match: (url) => Promise.resolve(entries.get(url)?.clone()),
      put: (url, response) => Promise.resolve(entries.set(url, response)),
    };
    expect(await load(cache)).toEqual([]);
    expect(events).toEqual([['stored_keys', false]]);
    await save(keysOf(1), cache);
    const [[url, response] = []] = [...entries];
    expect(url).toMatch(/^https:\/\/keys\.invalid\/clerk-keys%3A[\w-]{43}$/);
    expect(Object.fromEntries(response?.headers ?? [])).toEqual({
      ...{ 'cache-control': 'max-age=3600', 'content-type': 'text/plain' },
    });
    expect(await load(cache)).toEqual([keysOf(1)]);
    events.length = 0;
    entries.set(url ?? '', new Response('A'.repeat(64 * 1024 + 1)));
    expect(await load(cache)).toEqual([]);
    expect(events).toEqual([
      ['keys', 'RangeError'],
      ['stored_keys', false],
    ]);
  });

  it.each<readonly [what: string, value: unknown]>([
    ['nothing', undefined],
    ['one that only reads', { get: works }],
    ['one that only writes', { set: works }],
    ['a cache that only reads', { match: works }],
    ['a cache that only writes', { put: works }],
    ['half of each', { get: works, put: works }],
    ['get that is no function', { get: 1, set: works }],
    ['put that is no function', { match: works, put: 1 }],
  ])('is refused if it is %s', (_what, value) => {
    expect(() => createKeyStore(value as never)).toThrow(
      'createKeyStore takes a Keyv, an object with get and set, or a cache of the Cache API (`caches.default`).',
    );
  });
});

describe('what is encrypted', () => {
  it('is read with the secret and the label alone, of any length', async () => {
    const cipher = new StoreCipher('secret', 'keys');
    for (const text of ['', 'a', 'ü'.repeat(30_000)]) {
      const sealed = await cipher.seal(text);
      expect(sealed).toMatch(/^[\w-]+$/);
      expect(await cipher.seal(text)).not.toBe(sealed);
      expect(await new StoreCipher('secret', 'keys').open(sealed)).toBe(text);
      for (const other of [new StoreCipher('secret', 'cache'), new StoreCipher('other', 'keys')])
        expect(await other.open(sealed)).toBeUndefined();
    }
    for (const text of ['', 'AAAA', 'no base64 ü']) expect(await cipher.open(text)).toBeUndefined();
  });

  it('has names that depend on the secret, the label and the text', async () => {
    const nameOf = async (secret: string, label: string, text: string) => new StoreCipher(secret, label).nameOf(text);
    const names = await Promise.all([
      nameOf('a', 'keys', 'x'),
      nameOf('b', 'keys', 'x'),
      nameOf('a', 'cache', 'x'),
      nameOf('a', 'keys', 'y'),
    ]);
    expect(new Set(names).size).toBe(4);
    expect(await nameOf('a', 'keys', 'x')).toBe(names[0]);
    // Another version of this package finds the same entries.
    expect(names[0]).toBe('lWUN-PC0QT4Qzq_9Ixb6R7AExM2kb84e-MaanSgvt8o');
  });
});
