import type { ServerResponse } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { KeySet } from '../../src/token/key-set.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';
import { JwksEndpoint, makeKey } from './jwks-endpoint.js';

// One step on either side of each limit of time. The clock is the test's own.

const start = 1_800_000_000_000;
const minute = 60_000;

let first: PublicJwk;
let second: PublicJwk;
beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
});

let endpoint: JwksEndpoint;
let keys: KeySet;
/** How many fetches have begun, whether or not the endpoint knows of them. */
let begun: number;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  endpoint = new JwksEndpoint();
  endpoint.serve(first);
  begun = 0;
  keys = new KeySet({
    apiUrl: await endpoint.open(),
    apiVersion: 'v1',
    secretKey: 'sk_test_keys',
    fetch: (...parameters) => {
      begun += 1;
      return endpoint.fetch(...parameters);
    },
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

const macrotask = () => new Promise((resolve) => setImmediate(resolve));

/** Asks for a key at a time of the clock, and lets what this begins in the background begin. */
async function find(kid: string, afterMs: number, options?: Parameters<KeySet['get']>[2]) {
  vi.setSystemTime(start + afterMs);
  const answer = await keys.get(kid, start + afterMs, options);
  await macrotask();
  return answer.ok ? 'found' : answer.refusal.reason;
}

/** An answer that no second attempt follows. */
const refuse = () => endpoint.fail(401, '{"errors":[{"code":"clerk_key_invalid","message":"no"}]}');

describe('a refresh in the background', () => {
  it('begins 5 seconds after the last fetch, and not while one is under way', async () => {
    await find('first', 0);
    refuse();
    expect(await find('first', 5 * minute)).toBe('found');
    expect(begun).toBe(2);
    // The stranger needs a fetch. Once it has its answer, the failure has come.
    expect(await find('stranger', 5 * minute)).toBe('secret-key-invalid');
    expect(await find('first', 5 * minute + 4999)).toBe('found');
    expect([begun, endpoint.requests]).toEqual([2, 2]);
    endpoint.answer = () => undefined;
    expect(await find('first', 5 * minute + 5000)).toBe('found');
    expect(begun).toBe(3);
    expect(await find('first', 5 * minute + 5000)).toBe('found');
    expect(begun).toBe(3);
  });

  it('begins when the clock was set back by more than 10 seconds, and not before', async () => {
    await find('first', 0);
    expect(await find('first', -10_000)).toBe('found');
    expect(begun).toBe(1);
    expect(await find('first', -10_001)).toBe('found');
    expect(begun).toBe(2);
  });
});

describe('a fetch that a request waits for', () => {
  it('is not tried again by the same request', async () => {
    refuse();
    const refused = endpoint.answer;
    endpoint.answer = (response) => {
      endpoint.serve(first);
      refused(response);
    };
    expect(await find('first', 0, { skipCache: true })).toBe('secret-key-invalid');
    expect(begun).toBe(1);
  });

  it('is waited for as long as an outage takes to be known, which is less than for a turn', async () => {
    endpoint.answer = () => undefined;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    await expect(find('first', 0)).rejects.toMatchObject({ code: 'service_unavailable' });
    // Of the 1000 ms the last tenth is a timer of its own: one is the fetch's, one the request's.
    expect(timers.mock.calls.filter(([, ms]) => ms === 900)).toHaveLength(2);
  });

  it('begins at once for keys of 10 minutes, however many fetches strangers have caused', async () => {
    await find('first', 0);
    refuse();
    for (const before of [3000, 2000, 1000]) await find('stranger', 10 * minute - before);
    expect(begun).toBe(4);
    endpoint.serve(second);
    expect(await find('second', 10 * minute)).toBe('found');
    expect(begun).toBe(5);
  });

  it('takes from the time that a request waits for its turn', async () => {
    await find('first', 0);
    await find('stranger-1', 0);
    await find('stranger-2', 0);
    endpoint.answer = (response) => {
      vi.setSystemTime(start + 1350);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [first] }));
    };
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    const reload = keys.get('first', start, { skipCache: true });
    expect(await keys.get('stranger-3', start)).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('could not be looked up in time') as unknown },
    });
    await reload;
    // 2250 ms less 1350 ms: two times 450 ms, since the clock stands still again.
    expect(timers.mock.calls.filter(([, ms]) => ms === 450)).toHaveLength(2);
    expect(begun).toBe(4);
  });

  it('counts for nothing when it ends after one that began later', async () => {
    const held: ServerResponse[] = [];
    endpoint.answer = (response) => void held.push(response);
    const before = keys.get('first', start).catch(() => undefined);
    await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 20_000 });
    endpoint.serve(second);
    expect(await find('second', 3000)).toBe('found');
    held[0]?.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [first] }));
    await before;
    expect(keys.peek('second', start + 3000)).toBeDefined();
    expect(keys.peek('first', start + 3000)).toBeUndefined();
  });
});
