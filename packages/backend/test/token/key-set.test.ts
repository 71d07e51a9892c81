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
  keys = new KeySet({ apiUrl: await endpoint.open(), apiVersion: 'v1', secretKey: 'sk_test_keys' });
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

  it('calls an endpoint that hangs unavailable, without another try', async () => {
    endpoint.answer = () => undefined;
    await expect(getAt(0, 'first')).rejects.toBeInstanceOf(ServiceUnavailableError);
    expect(endpoint.requests).toBe(1);
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

describe('keySetOf', () => {
  it('gives each origin, version and secret key its own set, and the same one each time', () => {
    const source = { apiUrl: 'https://one.example', apiVersion: 'v1', secretKey: 'sk_test_1' };
    expect(keySetOf(source)).toBe(keySetOf({ ...source }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, secretKey: 'sk_test_2' }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, apiUrl: 'https://two.example' }));
    expect(keySetOf(source)).not.toBe(keySetOf({ ...source, apiVersion: 'v2' }));
  });
});
