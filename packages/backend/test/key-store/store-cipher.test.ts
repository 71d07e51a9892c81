import { provider } from '#crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StoreCipher } from '../../src/crypto/store-cipher.js';
import { createKeyStore } from '../../src/token/create-key-store.js';
import { MemoryStore } from './memory-store.js';

// What versions of this package that share a store must agree on, and what cryptography is asked for.

const start = 1_800_000_000_000;
const instance = { apiUrl: 'https://api.example.com', apiVersion: 'v1', secretKey: 'sk_live_entry' };
const place = 'clerk-keys:LQOCNTaUdriolTS1i9WOTEdq9AvzbHQFWy1zN-uA1u4';
const sealed =
  'J0FsZyc8Qxb0Esrc6hmksyYOoplCUFKLBVgTEOkEMXYWNuAFHEs_b0opOLCr5nEXJEGohM_2Qi0Dcp65OF9bWZ8mLHYDg2Ty_ft4v7snZqBDgzZzcbhHPy-WCbmScFJIRuERqu2FjMvog1jRma_W_Ip7od5QfgMo4AMrORY';

afterEach(() => vi.restoreAllMocks());

const storeWith = (value: unknown) => {
  const store = new MemoryStore();
  store.entries.set(place, value);
  return store;
};

/** What a process finds in a store. */
async function load(store: MemoryStore) {
  const accepted: unknown[] = [];
  await createKeyStore(store)
    .keysOf(instance, (keys) => accepted.push(keys) > 0)
    .load();
  return accepted;
}

describe('an entry of another version of this package', () => {
  it('is found and read', async () => {
    expect(await load(storeWith(sealed))).toEqual([{ fetchedAt: start, jwks: { keys: [{ kid: 'first' }] } }]);
  });

  it('counts as nothing at the place of another one, also of a name of the same length', async () => {
    const text = JSON.stringify([start, { keys: [{ kid: 'first' }] }]);
    const moved = `${place.slice(0, -1)}${place.endsWith('A') ? 'B' : 'A'}`;
    const cipher = new StoreCipher(instance.secretKey, 'keys');
    expect(await load(storeWith(await cipher.seal(`${place}\n${text}`)))).toHaveLength(1);
    expect(await load(storeWith(await cipher.seal(`${moved}\n${text}`)))).toEqual([]);
  });
});

describe('cryptography', () => {
  it('is asked for nothing that is no text, or too long a one', async () => {
    const decode = vi.spyOn(provider, 'decodeBase64Url');
    for (const value of [5, {}, ['A'], { length: 1 }, 'A'.repeat(65_537)]) await load(storeWith(value));
    expect(decode).not.toHaveBeenCalled();
    await load(storeWith('A'.repeat(65_536)));
    expect(decode).toHaveBeenCalledTimes(1);
  });

  it('makes the keys of a secret once', async () => {
    const hmac = vi.spyOn(provider, 'hmac');
    const cipher = new StoreCipher('secret', 'keys');
    await cipher.open(await cipher.seal('text'));
    await cipher.seal('text');
    expect(hmac).toHaveBeenCalledTimes(2);
    await cipher.nameOf('text');
    expect(hmac).toHaveBeenCalledTimes(3);
  });

  it('that is asynchronous makes no keys before there is a request', async () => {
    const key = new Uint8Array(32);
    vi.spyOn(provider, 'hmac').mockImplementation(() => Promise.resolve(key));
    const store = new MemoryStore();
    const entry = createKeyStore(store).keysOf(instance, () => true);
    entry.loadAhead();
    await entry.load();
    // The second request gets what the first one has read, in the same second. Nothing was read before.
    await entry.load();
    expect(store.gets).toBe(1);
  });

  it.each<readonly [operation: string, method: 'hmac' | 'encrypt' | 'decrypt', work: (cipher: StoreCipher) => unknown]>(
    [
      ['make a name', 'hmac', (cipher) => cipher.nameOf('text')],
      ['encrypt', 'encrypt', (cipher) => cipher.seal('text')],
      ['decrypt', 'decrypt', (cipher) => cipher.open('AAAA')],
    ],
  )('that fails is named: %s', async (operation, method, work) => {
    const cipher = new StoreCipher('secret', 'keys');
    await cipher.nameOf('text');
    vi.spyOn(provider, method).mockImplementation(() => {
      throw new TypeError('no');
    });
    expect(() => work(cipher)).toThrow(`The runtime could not ${operation}: `);
  });

  it('that makes no keys is named', () => {
    vi.spyOn(provider, 'hmac').mockImplementation(() => {
      throw new TypeError('no');
    });
    expect(() => new StoreCipher('secret', 'keys').nameOf('text')).toThrow('The runtime could not make a key: ');
  });
});
