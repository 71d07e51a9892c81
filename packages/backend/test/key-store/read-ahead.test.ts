import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeyStore } from '../../src/token/create-key-store.js';
import { KeySet } from '../../src/token/key-set.js';
import { JwksEndpoint, makeKey } from '../token/jwks-endpoint.js';
import { MemoryStore } from './memory-store.js';

let endpoint: JwksEndpoint;
let apiUrl: string;
let store: MemoryStore;
beforeEach(async () => {
  endpoint = new JwksEndpoint();
  endpoint.serve(await makeKey('first'));
  apiUrl = await endpoint.open();
  store = new MemoryStore();
});
afterEach(() => endpoint.close());

/** The keys of a process that has just started. */
function startProcess(): KeySet {
  const keys = new KeySet({ apiUrl, apiVersion: 'v1', secretKey: 'sk_live_key_store', fetch: endpoint.fetch });
  keys.shareBy(createKeyStore(store));
  return keys;
}

const isFound = async (keys: KeySet) => (await keys.get('first', Date.now())).ok;

it('reads keys before there is a request', async () => {
  expect(await isFound(startProcess())).toBe(true);
  const keys = startProcess();
  await vi.waitFor(() => expect(keys.peek('first', Date.now())).toBeDefined(), { timeout: 20_000 });
  const { gets } = store;
  expect(await isFound(keys)).toBe(true);
  expect([store.gets, endpoint.requests]).toEqual([gets, 1]);
});

it('looks again with the first request if there was nothing before', async () => {
  const keys = startProcess();
  await vi.waitFor(() => expect(store.gets).toBe(1), { timeout: 20_000 });
  expect(await isFound(startProcess())).toBe(true);
  expect(await isFound(keys)).toBe(true);
  expect(endpoint.requests).toBe(1);
});

it('reads nothing once keys were fetched, also for a store that is new with each request', async () => {
  const keys = startProcess();
  expect(await isFound(keys)).toBe(true);
  const { gets } = store;
  for (let time = 0; time < 10; time += 1) {
    keys.shareBy(createKeyStore(store));
    expect(await isFound(keys)).toBe(true);
  }
  expect([store.gets, endpoint.requests]).toEqual([gets, 1]);
});
