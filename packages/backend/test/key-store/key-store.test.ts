import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreCipher } from '../../src/crypto/store-cipher.js';
import type { KeyValueStore } from '../../src/options.js';
import { createKeyStore, type WebCache } from '../../src/token/create-key-store.js';
import { KeySet } from '../../src/token/key-set.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';
import { JwksEndpoint, makeKey } from '../token/jwks-endpoint.js';
import { MemoryStore } from './memory-store.js';

const minute = 60_000;
const hour = 60 * minute;
const start = 1_800_000_000_000;
const secretKey = 'sk_live_key_store';

let first: PublicJwk;
let second: PublicJwk;
let foreign: PublicJwk;
beforeAll(async () => {
  [first, second, foreign] = await Promise.all([makeKey('first'), makeKey('second'), makeKey('foreign')]);
});

let endpoint: JwksEndpoint;
let apiUrl: string;
let store: MemoryStore;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  endpoint = new JwksEndpoint();
  endpoint.serve(first);
  apiUrl = await endpoint.open();
  store = new MemoryStore();
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

/** The keys of a process that has just started. */
function startProcess(of: KeyValueStore | WebCache = store, more: object = {}): KeySet {
  const keys = new KeySet({ apiUrl, apiVersion: 'v1', secretKey, fetch: endpoint.fetch, ...more });
  keys.shareBy(createKeyStore(of));
  return keys;
}

/** Asks for a key at a time of the clock. Time limits run in real time. */
async function find(keys: KeySet, kid: unknown, afterMs = 0, options?: Parameters<KeySet['get']>[2]) {
  vi.setSystemTime(start + afterMs);
  const answer = await keys.get(kid, start + afterMs, options);
  return answer.ok ? 'found' : answer.refusal.reason;
}

/** A process that fetches the keys, and leaves them in the store. */
async function fill(): Promise<void> {
  expect(await find(startProcess(), 'first')).toBe('found');
  expect([endpoint.requests, store.sets, store.ttlMs]).toEqual([1, 1, hour]);
}

/** Writes an entry as a process with the secret key could. */
async function seal(text: string, secret = secretKey, place = store.key): Promise<void> {
  store.entries.set(store.key, await new StoreCipher(secret, 'keys').seal(`${place}\n${text}`));
}

const entryOf = (...keys: readonly unknown[]) => JSON.stringify([start, { keys }]);

describe('a process that starts', () => {
  it('takes the keys of another one without a fetch', async () => {
    await fill();
    const keys = startProcess();
    expect(await find(keys, 'first', minute)).toBe('found');
    expect(keys.peek('first', start + minute)).toBeDefined();
    expect([endpoint.requests, store.sets]).toEqual([1, 1]);
  });

  it('lets any number of requests share one read', async () => {
    await fill();
    const keys = startProcess();
    await Promise.all(Array.from({ length: 500 }, () => find(keys, 'first')));
    // Two of the process that filled it, one that wrote, and one or two of this process.
    expect(store.gets).toBeLessThanOrEqual(5);
    expect(endpoint.requests).toBe(1);
  });

  it('fetches where the store is empty', async () => {
    expect(await find(startProcess(), 'first')).toBe('found');
    expect(endpoint.requests).toBe(1);
  });

  it('goes round the store if the keys must be fetched in any case', async () => {
    await fill();
    expect(await find(startProcess(), 'first', 0, { skipCache: true })).toBe('found');
    expect(endpoint.requests).toBe(2);
  });
});

describe('a rotation', () => {
  it('is found by a fetch, and written for the others', async () => {
    await fill();
    endpoint.serve(second);
    const keys = startProcess();
    expect(await find(keys, 'first', minute)).toBe('found');
    expect(await find(keys, 'second', minute)).toBe('found');
    expect(endpoint.requests).toBe(2);
    const later = startProcess();
    expect(await find(later, 'second', minute)).toBe('found');
    expect(endpoint.requests).toBe(2);
    // The one that was withdrawn is asked for at the service, and there is none.
    expect(await find(later, 'first', minute)).toBe('jwk-kid-mismatch');
    expect(endpoint.requests).toBe(3);
  });

  it('brings a withdrawn key never back from a store that kept it', async () => {
    endpoint.serve(first, second);
    await fill();
    const kept = store.entries.get(store.key);
    endpoint.serve(second);
    const keys = startProcess();
    expect(await find(keys, 'stranger', minute)).toBe('jwk-kid-mismatch');
    store.entries.set(store.key, kept);
    for (const after of [minute, 2 * minute, 8 * minute]) {
      expect(await find(keys, 'first', after)).toBe('jwk-kid-mismatch');
    }
  });

  it('is not undone by an older answer that comes late', async () => {
    await fill();
    const younger = store.entries.get(store.key);
    const late = createKeyStore(store).keysOf({ apiUrl, apiVersion: 'v1', secretKey }, () => false);
    late.save({ fetchedAt: start - 1, jwks: { keys: [second] } });
    await late.saved();
    expect(store.entries.get(store.key)).toBe(younger);
    late.save({ fetchedAt: start + 1, jwks: { keys: [second] } });
    await late.saved();
    expect(store.entries.get(store.key)).not.toBe(younger);
  });

  it('costs strangers no more fetches than without a store', async () => {
    await fill();
    const keys = startProcess();
    await find(keys, 'first', minute);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => find(keys, `stranger-${at}`, minute)));
    expect(new Set(answers)).toEqual(new Set(['jwk-kid-mismatch']));
    expect(endpoint.requests).toBeLessThanOrEqual(3);
  });
});

describe('the age of keys', () => {
  it('counts from their fetch: after 5 minutes they are fetched in the background, after 10 first', async () => {
    await fill();
    const keys = startProcess();
    expect(await find(keys, 'first', 5 * minute)).toBe('found');
    await vi.waitFor(() => expect(endpoint.requests).toBe(2), { timeout: 20_000 });
    await vi.waitFor(() => expect(keys.peek('first', start + 6 * minute)).toBeDefined(), { timeout: 20_000 });
  });

  it('makes a process fetch after 10 minutes', async () => {
    await fill();
    endpoint.serve(second);
    expect(await find(startProcess(), 'first', 10 * minute)).toBe('jwk-kid-mismatch');
    expect(endpoint.requests).toBe(2);
  });

  it('is at most an hour while the service fails', async () => {
    await fill();
    endpoint.fail(503);
    expect(await find(startProcess(), 'first', hour - 1)).toBe('found');
    expect(await find(startProcess(), 'first', hour)).toBe('jwk-remote-failed-to-load');
  });

  it.each([
    ['of a clock that is a little ahead', -10_000, 1],
    ['of a clock that is wrong', -10_001, 2],
    ['of a clock that is very wrong', -hour, 2],
  ])('counts, or not: %s', async (_, after, requests) => {
    await fill();
    const keys = startProcess();
    expect(await find(keys, 'first', after)).toBe('found');
    expect(endpoint.requests).toBe(requests);
    // Those from the future are as old as now, and not younger.
    expect(keys.peek('first', start + after + 5 * minute)).toBeUndefined();
  });
});

describe('what others write into the store', () => {
  it('is nothing but encrypted', async () => {
    await fill();
    expect(store.entries.get(store.key)).toBeTypeOf('string');
    const written = [...store.entries].flat().map(String);
    const decoded = written.map((text) => Buffer.from(text, 'base64url').toString('latin1'));
    // None of these parts is so short that random text contains it by chance.
    for (const text of [...written, ...decoded])
      for (const part of [secretKey, '"first"', '"RSA"', first.n ?? '', apiUrl]) expect(text).not.toContain(part);
  });

  it.each<readonly [string, () => unknown]>([
    ['a key set', () => JSON.stringify({ keys: [foreign] })],
    ['an entry in clear', () => entryOf(foreign)],
    ['an entry in clear with its place', () => `${store.key}\n${entryOf(foreign)}`],
    ['the same in base64url', () => btoa(`${store.key}\n${entryOf(foreign)}`).replaceAll('=', '')],
    ['a key set as an object', () => ({ keys: [foreign] })],
    ['a list', () => [start, { keys: [foreign] }]],
    ['a number', () => 5],
    ['null', () => null],
    ['nothing', () => ''],
    ['a very long text', () => 'A'.repeat(10_000_000)],
    ['a function', () => () => entryOf(foreign)],
    ['an object that throws', () => new Proxy({}, { get: () => expect.fail('read') })],
  ])('counts as nothing: %s', async (_, value) => {
    await fill();
    store.entries.set(store.key, value());
    const keys = startProcess();
    expect(await find(keys, 'foreign', minute)).toBe('jwk-kid-mismatch');
    expect(await find(keys, 'first', minute)).toBe('found');
    expect(endpoint.requests).toBe(2);
  });

  it('counts as nothing: a part of an entry, or one with another letter', async () => {
    await fill();
    const text = String(store.entries.get(store.key));
    const changed = [0, 20, 60, text.length - 30, text.length - 1].map(
      (at) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`,
    );
    for (const [at, value] of [...changed, text.slice(1), text.slice(0, -4), `${text}AAAA`].entries()) {
      store.entries.set(store.key, value);
      await find(startProcess(), 'first', 1);
      expect(endpoint.requests).toBe(at + 2);
    }
  });

  it('counts as nothing: what was encrypted with another secret key, or for another address', async () => {
    await fill();
    const attempts = [
      () => seal(entryOf(foreign), 'sk_live_of_another_instance'),
      () => seal(entryOf(foreign), secretKey, 'clerk-keys:of-another-address'),
      async () => {
        const text = `${store.key}\n${entryOf(foreign)}`;
        store.entries.set(store.key, await new StoreCipher(secretKey, 'cache').seal(text));
      },
    ];
    for (const [at, attempt] of attempts.entries()) {
      await attempt();
      expect(await find(startProcess(), 'first', 1)).toBe('found');
      expect(endpoint.requests).toBe(at + 2);
    }
  });

  it('is of one secret key, address and version', async () => {
    await fill();
    for (const other of [{ secretKey: 'sk_live_other' }, { apiVersion: 'v2' }, { apiUrl: `${apiUrl}/other` }]) {
      await find(startProcess(store, other), 'first');
    }
    expect([endpoint.requests, store.entries.size]).toEqual([4, 4]);
  });

  it.each<readonly [string, () => string]>([
    ['no JSON', () => '{'],
    ['null', () => 'null'],
    ['an object', () => JSON.stringify({ fetchedAt: start, jwks: { keys: [first] } })],
    ['a list that is empty', () => '[]'],
    ['a time in words', () => JSON.stringify([String(start), { keys: [first] }])],
    ['a time that is no number', () => `[null,${JSON.stringify({ keys: [first] })}]`],
    ['a time without end', () => `[1e999,${JSON.stringify({ keys: [first] })}]`],
    ['no keys', () => entryOf()],
    ['keys that are none', () => entryOf(null, 5, 'x', [], {})],
    ['keys in a prototype', () => `[${start},{"__proto__":${JSON.stringify({ keys: [first] })}}]`],
    ['a key in a prototype', () => `[${start},{"keys":[{"__proto__":${JSON.stringify(first)}}]}]`],
    ['too many keys', () => entryOf(...Array.from({ length: 33 }, () => first))],
    ['what is nested too deep', () => `[${start},${'['.repeat(5000)}${']'.repeat(5000)}]`],
    ['a time of an hour ago', () => JSON.stringify([start - hour, { keys: [first] }])],
  ])('counts as nothing, even if it was encrypted by mistake: %s', async (_, text) => {
    await fill();
    await seal(text());
    expect(await find(startProcess(), 'first')).toBe('found');
    expect(endpoint.requests).toBe(2);
  });

  it('may have names of Object.prototype for ids', async () => {
    endpoint.serve({ ...first, kid: '__proto__' }, { ...second, kid: 'constructor' });
    await find(startProcess(), '__proto__');
    const keys = startProcess();
    expect(await find(keys, '__proto__')).toBe('found');
    expect(await find(keys, 'constructor')).toBe('found');
    expect(endpoint.requests).toBe(1);
    expect(await find(keys, 'toString')).toBe('jwk-kid-mismatch');
  });

  it('keeps what the service said about keys that cannot be used', async () => {
    endpoint.serve(first, { kty: 'RSA', kid: 'broken' }, { ...second, d: 'private' } as PublicJwk);
    await find(startProcess(), 'first');
    const keys = startProcess();
    const broken = await keys.get('broken', start);
    expect(broken).toMatchObject({ ok: false, refusal: { reason: 'jwk-remote-failed-to-load' } });
    const answer = await startProcess().get('second', start);
    expect(answer.ok && (await verifyWith(answer.key))).toBe('unusable');
  });
});

async function verifyWith(key: { verify: (...args: ['RS256', string, Uint8Array]) => boolean | Promise<boolean> }) {
  try {
    await key.verify('RS256', 'x', new Uint8Array(256));
    return 'usable';
  } catch {
    return 'unusable';
  }
}

describe('what is too large', () => {
  it('is not kept, and takes the place of older keys', async () => {
    await fill();
    const many = Array.from({ length: 33 }, (_, at) => ({ ...first, kid: `key-${at}` }));
    endpoint.serve(first, ...many);
    await find(startProcess(), 'key-1', 1);
    expect(store.entries.get(store.key)).toBe('');
    endpoint.serve({ ...first, kid: 'x'.repeat(70_000) }, first);
    await find(startProcess(), 'first', 2);
    expect(store.entries.get(store.key)).toBe('');
    endpoint.serve(first);
    await find(startProcess(), 'first', 3);
    expect(await find(startProcess(), 'first', 4)).toBe('found');
    expect(endpoint.requests).toBe(4);
  });
});

describe('a store', () => {
  const never = () => new Promise<never>(() => undefined);
  const fails = () => Promise.reject(new Error('no'));
  const throws = () => {
    throw new Error('no');
  };
  it.each<readonly [string, KeyValueStore]>([
    ['throws', { get: throws, set: throws }],
    ['rejects', { get: fails, set: fails }],
    ['hangs', { get: never, set: never }],
    ['hangs when it is written', { get: () => Promise.resolve(undefined), set: never }],
    ['forgets', { get: () => Promise.resolve(undefined), set: () => Promise.resolve() }],
    ['gives no promise', { get: () => 5 as never, set: () => 5 as never }],
    ['lies that it is a promise', { get: () => ({ then: throws }) as never, set: () => ({ then: throws }) as never }],
  ])('that %s costs a fetch and nothing else', async (_, broken) => {
    const keys = startProcess(broken);
    expect(await find(keys, 'first')).toBe('found');
    expect(await find(keys, 'first', minute)).toBe('found');
    endpoint.serve(second);
    expect(await find(keys, 'second', minute)).toBe('found');
    expect(endpoint.requests).toBe(2);
  });

  it('that hangs is asked once in 5 seconds', async () => {
    const get = vi.fn(never);
    // A fetch that fails is not written.
    endpoint.fail(503);
    const keys = startProcess({ get, set: never });
    for (const after of [0, 1000, 2000, 4000]) await find(keys, 'first', after);
    expect(get).toHaveBeenCalledTimes(1);
    await find(keys, 'first', 5500);
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('that gave nothing in time is written all the same', async () => {
    const get = vi.fn((key: string) => store.get(key)).mockImplementationOnce(never);
    expect(await find(startProcess({ get, set: (...entry) => store.set(...entry) }), 'first')).toBe('found');
    await vi.waitFor(() => expect(store.sets).toBe(1), { timeout: 20_000 });
    expect(await find(startProcess(), 'first')).toBe('found');
    expect(endpoint.requests).toBe(1);
  });

  it('that fails at once is asked again by the next request', async () => {
    let isConnected = false;
    await fill();
    const get = (key: string) => (isConnected ? store.get(key) : fails());
    const keys = startProcess({ get, set: fails });
    await new Promise((resolve) => setTimeout(resolve, 1));
    isConnected = true;
    expect(await find(keys, 'first')).toBe('found');
    expect(endpoint.requests).toBe(1);
  });

  it('counts what it gave', async () => {
    const lookups: unknown[] = [];
    const observed = { run: <T>(work: () => T) => work(), end: () => undefined };
    const countLookup = (...lookup: unknown[]) => void lookups.push(lookup);
    const observer = { startDecision: () => observed, startCall: () => observed, countLookup };
    await find(startProcess(store, { observer }), 'first');
    await find(startProcess(store, { observer }), 'first');
    expect(lookups.at(0)).toEqual(['stored_keys', false]);
    expect(lookups.at(-1)).toEqual(['stored_keys', true]);
  });

  it('may be a cache of the Cache API', async () => {
    const entries = new Map<string, Response>();
    const cache: WebCache = {
      match: (url) => Promise.resolve(entries.get(url)?.clone()),
      put: (url, response) => Promise.resolve(entries.set(url, response)),
    };
    expect(await find(startProcess(cache), 'first')).toBe('found');
    expect(await find(startProcess(cache), 'first')).toBe('found');
    expect(endpoint.requests).toBe(1);
    const [[url, response] = []] = [...entries];
    expect(url).toMatch(/^https:\/\/keys\.invalid\/clerk-keys%3A[\w-]{43}$/);
    expect(response?.headers.get('cache-control')).toBe('max-age=3600');
    entries.set(url ?? '', new Response('A'.repeat(100_000)));
    expect(await find(startProcess(cache), 'first')).toBe('found');
    expect(endpoint.requests).toBe(2);
  });

  it.each([undefined, null, 5, {}, { get: () => undefined }, new Map().entries()])('is refused: %j', (value) => {
    expect(() => createKeyStore(value as never)).toThrow(expect.objectContaining({ code: 'option_invalid' }));
  });
});
