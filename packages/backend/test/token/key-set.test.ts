import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceUnavailableError } from '../../src/errors.js';
import { KeySet, keySetOf } from '../../src/token/key-set.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';
import { JwksEndpoint, makeKey } from './jwks-endpoint.js';

const minute = 60_000;
const hour = 60 * minute;

let first: PublicJwk;
let second: PublicJwk;
beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
});

let endpoint: JwksEndpoint;
let keys: KeySet;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  endpoint = new JwksEndpoint();
  endpoint.serve(first);
  keys = new KeySet({
    apiUrl: await endpoint.open(),
    apiVersion: 'v1',
    secretKey: 'sk_test_keys',
    fetch: endpoint.fetch,
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

/** Asks for a key at a time of the clock. Time limits run in real time. */
function getAt(nowMs: number, kid: string, options?: Parameters<KeySet['get']>[2]): ReturnType<KeySet['get']> {
  vi.setSystemTime(nowMs);
  return keys.get(kid, nowMs, options);
}

/** The background fetch is awaited by nobody; the endpoint sees it in its own time. */
async function requestsReach(count: number): Promise<void> {
  for (let waited = 0; endpoint.requests < count && waited < 60_000; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(endpoint.requests).toBe(count);
}

describe('KeySet', () => {
  it('answers a thousand waiting requests with one fetch', async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, () => getAt(0, 'first')));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(endpoint.requests).toBe(1);
  });

  it('keeps keys for 5 minutes, then refreshes them in the background', async () => {
    await getAt(0, 'first');
    expect(keys.peek('first', 5 * minute - 1)).toBeDefined();
    expect(keys.peek('first', 5 * minute)).toBeUndefined();
    const answer = await getAt(5 * minute, 'first');
    expect(answer.ok).toBe(true);
    await requestsReach(2);
    expect(keys.peek('first', 6 * minute)).toBeDefined();
  });

  it('answers any number of strangers that come together with two fetches: one began before most of them came', async () => {
    await getAt(0, 'first');
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => getAt(1000, `stranger-${index}`)));
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, refusal: { reason: 'jwk-kid-mismatch' } });
    expect(endpoint.requests).toBe(3);
  });

  it('refuses a token that names no key without a fetch', async () => {
    await getAt(0, 'first');
    expect(await keys.get(undefined, 1)).toMatchObject({ ok: false, refusal: { reason: 'jwk-kid-mismatch' } });
    expect(endpoint.requests).toBe(1);
  });

  it('does so, too, where a key of the instance has no name', async () => {
    const { kid, ...unnamed } = first;
    endpoint.serve(unnamed, second);
    expect((await getAt(0, 'second')).ok).toBe(true);
    expect(keys.peek(undefined, 1)).toBeUndefined();
    expect(await keys.get(undefined, 1)).toMatchObject({ ok: false, refusal: { reason: 'jwk-kid-mismatch' } });
  });

  it('finds a key that was rotated in, and drops the one that was withdrawn', async () => {
    await getAt(0, 'first');
    endpoint.serve(second);
    expect((await getAt(minute, 'second')).ok).toBe(true);
    expect((await getAt(minute + 1, 'first')).ok).toBe(false);
  });

  it('keeps the imported key when the set comes again unchanged', async () => {
    const before = await getAt(0, 'first');
    await getAt(minute, 'first', { skipCache: true });
    expect(keys.peek('first', minute)).toBe(before.ok && before.key);
  });

  it('serves known keys for an hour while the service fails, and then says that it is unavailable', async () => {
    await getAt(0, 'first');
    endpoint.fail(500);
    expect((await getAt(hour - 1, 'first')).ok).toBe(true);
    expect((await getAt(hour, 'first')).ok).toBe(false);
    const answer = await getAt(hour + minute, 'first');
    expect(answer).toMatchObject({ ok: false, refusal: { reason: 'jwk-remote-failed-to-load', unavailable: true } });
  });

  it('does not ask again for an unknown key right after the service failed', async () => {
    await getAt(0, 'first');
    endpoint.fail(500);
    await getAt(10 * minute, 'stranger');
    const { requests } = endpoint;
    expect(await getAt(10 * minute + 999, 'other')).toMatchObject({ ok: false, refusal: { unavailable: true } });
    expect(endpoint.requests).toBe(requests);
  });

  it('tells a refused secret key at once, without another try', async () => {
    endpoint.fail(401, '{"errors":[{"code":"clerk_key_invalid","message":"no"}]}');
    expect(await getAt(0, 'first')).toMatchObject({ ok: false, refusal: { reason: 'secret-key-invalid' } });
    expect(endpoint.requests).toBe(1);
  });

  it('calls an endpoint that hangs unavailable', async () => {
    endpoint.answer = () => undefined;
    await expect(getAt(0, 'first')).rejects.toBeInstanceOf(ServiceUnavailableError);
  });

  it('reports an answer that is not JSON as unavailable', async () => {
    endpoint.answer = (response) => response.setHeader('content-type', 'text/html').end('<h1>Hello</h1>');
    await expect(getAt(0, 'first')).rejects.toMatchObject({ code: 'service_unavailable' });
  });

  it('does not keep keys fresh for ever when the clock is set back', async () => {
    await getAt(10 * hour, 'first');
    expect(keys.peek('first', 0)).toBeUndefined();
  });

  it('is not fooled by key ids that are names of Object.prototype', async () => {
    await getAt(0, 'first');
    for (const [index, kid] of ['__proto__', 'constructor', 'toString'].entries()) {
      expect(await getAt(index * 2000, kid)).toMatchObject({ ok: false, refusal: { reason: 'jwk-kid-mismatch' } });
    }
  });
});

describe('a key that is not found', () => {
  const messageOf = async (answer: ReturnType<KeySet['get']>) => {
    const found = await answer;
    return found.ok ? undefined : [found.refusal.reason, found.refusal.message, found.refusal.unavailable];
  };
  const unnamed = ['jwk-kid-mismatch', 'The token names no key (`kid`).', undefined];

  it('is a matter of its name, or of its absence', async () => {
    expect(await messageOf(getAt(0, 5 as never))).toEqual(unnamed);
    expect(endpoint.requests).toBe(1);
    expect(await messageOf(getAt(1, undefined as never))).toEqual(unnamed);
    expect(endpoint.requests).toBe(1);
    expect(await messageOf(getAt(1, 'other'))).toEqual([
      'jwk-kid-mismatch',
      'None of the keys of the instance has the id (`kid`) that the token names.',
      undefined,
    ]);
    endpoint.serve(first, { kid: 'broken', kty: 'RSA' });
    expect(await messageOf(getAt(2, 'broken'))).toEqual([
      'jwk-remote-failed-to-load',
      'The service gave the key that the token names in a form that cannot be read.',
      true,
    ]);
  });

  it('is looked up twice at once, and then again after a while', async () => {
    await getAt(0, 'first');
    await getAt(0, 'stranger-1');
    await getAt(0, 'stranger-2');
    expect(endpoint.requests).toBe(3);
    // The clock stands still: the time for another fetch does not come.
    expect(await messageOf(getAt(0, 'stranger-3'))).toEqual([
      'jwk-remote-failed-to-load',
      'The key that the token names could not be looked up in time. Try again in a moment.',
      true,
    ]);
    expect(endpoint.requests).toBe(3);
    await getAt(1_800, 'stranger-3');
    expect(endpoint.requests).toBe(4);
  });

  it('is waited for by five thousand requests, and not by more', async () => {
    endpoint.answer = () => undefined;
    const waiting = Array.from({ length: 5_000 }, () => getAt(0, 'first').catch((error: unknown) => error));
    expect(await messageOf(getAt(0, 'first'))).toEqual([
      'jwk-remote-failed-to-load',
      'Too many requests wait for the keys of the instance. Try again in a moment.',
      true,
    ]);
    for (const outcome of await Promise.all(waiting)) expect(outcome).toBeInstanceOf(ServiceUnavailableError);
    await expect(getAt(0, 'first')).rejects.toBeInstanceOf(ServiceUnavailableError);
  });
});

describe('keySetOf', () => {
  it('tells clients and ways to fetch apart, and forgets the set that was not used for longest', () => {
    const source = (name: string) => ({ apiUrl: `https://${name}.example`, apiVersion: 'v1', secretKey: 'sk_test_1' });
    const ours = keySetOf(source('ours'));
    expect(keySetOf({ ...source('ours'), userAgent: 'app' })).not.toBe(ours);
    expect(keySetOf({ ...source('ours'), userAgent: 'other' })).not.toBe(
      keySetOf({ ...source('ours'), userAgent: 'app' }),
    );
    expect(keySetOf({ ...source('ours'), fetch })).not.toBe(ours);
    expect(keySetOf({ ...source('ours'), userAgent: '' })).toBe(ours);
    const sets = Array.from({ length: 63 }, (_, index) => keySetOf(source(String(index))));
    expect(keySetOf(source('ours'))).toBe(ours);
    expect(keySetOf(source('0'))).toBe(sets[0]);
    keySetOf(source('one more'));
    expect(keySetOf(source('ours'))).toBe(ours);
    expect(keySetOf(source('0'))).toBe(sets[0]);
    expect(keySetOf(source('1'))).not.toBe(sets[1]);
  });

  it('gives each origin, version and secret key its own set, and the same one each time', () => {
    const source = { apiUrl: 'https://one.example', apiVersion: 'v1', secretKey: 'sk_test_1' };
    expect(keySetOf(source)).toBe(keySetOf({ ...source }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, secretKey: 'sk_test_2' }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, apiUrl: 'https://two.example' }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, apiVersion: 'v2' }));
  });
});
