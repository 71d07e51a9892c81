import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { FetchedKeys, KeyStore } from '../../src/options.js';
import { KeySet, keySetOf } from '../../src/token/key-set.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';
import { JwksEndpoint, makeKey } from './jwks-endpoint.js';

// What a key set asks of a key store, and what it takes from one: the store is the test's own.

const start = 1_800_000_000_000;
const minute = 60_000;
const hour = 60 * minute;

let first: PublicJwk;
let second: PublicJwk;
beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
});

let endpoint: JwksEndpoint;
let keys: KeySet;
/** Gives the key set what the store has. */
let give: (found: FetchedKeys) => boolean;
let asked: string[];
let saved: FetchedKeys[];
const store: KeyStore = {
  keysOf: (_instance, accept) => {
    give = accept;
    asked.push('keysOf');
    return {
      loadAhead: () => void asked.push('loadAhead'),
      load: () => {
        asked.push('load');
        return Promise.resolve();
      },
      save: (fetched) => void saved.push(fetched),
      saved: () => Promise.resolve(),
    };
  },
};
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  endpoint = new JwksEndpoint();
  endpoint.serve(first);
  asked = [];
  saved = [];
  keys = new KeySet({
    apiUrl: await endpoint.open(),
    apiVersion: 'v1',
    secretKey: 'sk_test_keys',
    fetch: endpoint.fetch,
  });
  keys.shareBy(store);
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

const entry = (age: number, ...found: readonly PublicJwk[]) => ({ fetchedAt: start - age, jwks: { keys: found } });

it('asks the same store once for the keys', () => {
  keys.shareBy(store);
  expect(asked).toEqual(['keysOf', 'loadAhead']);
  keys.shareBy({ ...store });
  expect(asked).toEqual(['keysOf', 'loadAhead', 'keysOf', 'loadAhead']);
});

it('is shared by the store of the options', () => {
  const source = { apiUrl: 'https://store.example', apiVersion: 'v1', secretKey: 'sk_test_1' };
  const set = keySetOf(source);
  expect(asked).toHaveLength(2);
  expect(keySetOf({ ...source, keyStore: store })).toBe(set);
  expect(asked).toHaveLength(4);
  // A client without a store leaves the one of another client as it is.
  expect(keySetOf(source)).toBe(set);
  expect(keySetOf({ ...source, keyStore: store })).toBe(set);
  expect(asked).toHaveLength(4);
});

it.each([
  [-10_001, false],
  [-10_000, true],
  [0, true],
  [hour - 1, true],
  [hour, false],
  [Number.NaN, false],
])('takes keys of the age %d ms: %s', (age, isTaken) => {
  expect(give(entry(age, first))).toBe(isTaken);
  expect(keys.peek('first', start) !== undefined).toBe(isTaken && age < 5 * minute);
});

it.each([[undefined], ['text'], [{ keys: [] }]])('takes nothing that is no key set: %j', (jwks) => {
  expect(give({ fetchedAt: start, jwks })).toBe(false);
});

it('takes keys only in the place of older ones', () => {
  expect(give(entry(minute, first))).toBe(true);
  expect(give(entry(minute, second))).toBe(false);
  expect(give(entry(minute + 1, second))).toBe(false);
  expect(keys.peek('first', start)).toBeDefined();
  expect(give(entry(minute - 1, second))).toBe(true);
  expect(keys.peek('first', start)).toBeUndefined();
  expect(keys.peek('second', start)).toBeDefined();
});

it('takes nothing after a fetch, and asks for nothing', async () => {
  await keys.get('first', start);
  expect(asked).toEqual(['keysOf', 'loadAhead', 'load']);
  vi.setSystemTime(start + 10 * minute);
  expect(give({ ...entry(-10 * minute, second) })).toBe(false);
  expect((await keys.get('first', start + 10 * minute)).ok).toBe(true);
  expect(asked).toEqual(['keysOf', 'loadAhead', 'load']);
});

it('asks again for keys that are 10 minutes old', async () => {
  give(entry(0, first));
  for (const [afterMs, isAsked] of [
    [10 * minute - 1, false],
    [10 * minute, true],
  ] as const) {
    vi.setSystemTime(start + afterMs);
    expect((await keys.get('first', start + afterMs)).ok).toBe(true);
    expect(asked.includes('load')).toBe(isAsked);
  }
});

it('saves what was fetched, with the ids of keys that cannot be read', async () => {
  endpoint.serve(first, { kty: 'RSA', kid: 'broken' });
  await keys.get('first', start);
  expect(saved).toEqual([{ fetchedAt: start, jwks: { keys: [first, { kid: 'broken' }] } }]);
});
