import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySet } from '../../src/token/key-set.js';
import type { PublicJwk } from '../../src/token/trusted-key.js';
import { makeKey } from './jwks-endpoint.js';

// Which requests wait for which fetch. The network is a fake one whose answers come when a test gives them, and no timer is real: what
// comes first is the same on a machine of any speed.

const hour = 3_600_000;

let first: PublicJwk;
let second: PublicJwk;
beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
});

let answers: ((response: Response | Error) => void)[];
/** What the service answers at once; undefined: the test answers. */
let answerAtOnce: (() => Response) | undefined;
let keys: KeySet;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: 0 });
  // Pauses between attempts are 200, 400, 800 and 1600 ms.
  vi.spyOn(Math, 'random').mockReturnValue(0.6);
  answers = [];
  answerAtOnce = undefined;
  const fetch = () =>
    new Promise<Response>((resolve, reject) => {
      answers.push((response) => (response instanceof Error ? reject(response) : resolve(response)));
      if (answerAtOnce) resolve(answerAtOnce());
    });
  keys = new KeySet({ apiUrl: 'https://api.example', apiVersion: 'v1', secretKey: 'sk_test_flights', fetch });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const jwks = (...given: readonly PublicJwk[]) => Response.json({ keys: given });
const unknownSecretKey = () =>
  Response.json({ errors: [{ code: 'clerk_key_invalid', message: 'no' }] }, { status: 401 });
const failure = () => Response.json({ errors: [] }, { status: 500 });

/** Asks for a key at a time, and gives the outcome in short. */
async function getAt(nowMs: number, kid: string, options?: Parameters<KeySet['get']>[2]): Promise<string> {
  vi.setSystemTime(nowMs);
  try {
    const answer = await keys.get(kid, nowMs, options);
    return answer.ok ? 'found' : answer.refusal.reason;
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
}
const overdue =
  'The Backend API has not given the keys within a second. Check CLERK_API_URL (option `apiUrl`) and the network.';

/** Begins with the key `first` at the time 0. */
async function begin(): Promise<void> {
  const found = getAt(0, 'first');
  answers[0]?.(jwks(first));
  expect(await found).toBe('found');
}

describe('a fetch in flight', () => {
  it('is joined for 3 seconds; then another one begins', async () => {
    const waiting = [getAt(0, 'first'), getAt(2_999, 'first')];
    expect(answers).toHaveLength(1);
    waiting.push(getAt(3_000, 'first'));
    expect(answers).toHaveLength(2);
    answers[0]?.(jwks(first));
    answers[1]?.(jwks(first));
    expect(await Promise.all(waiting)).toEqual(['found', 'found', 'found']);
  });

  it('keeps no process alive; only a request that waits does', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const found = getAt(0, 'first');
    expect(timers.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false, true]);
    answers[0]?.(jwks(first));
    expect(await found).toBe('found');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that was abandoned changes nothing if it ends after a later one', async () => {
    const early = getAt(0, 'first');
    const late = getAt(3_000, 'first');
    answers[1]?.(jwks(first));
    expect(await late).toBe('found');
    answers[0]?.(jwks(second));
    expect(await early).toBe('found');
    expect([keys.peek('first', 3_000) !== undefined, keys.peek('second', 3_000)]).toEqual([true, undefined]);
  });

  it('that was abandoned and fails ends no later one, and is no outage', async () => {
    const early = getAt(0, 'first');
    const late = getAt(3_000, 'first');
    answers[0]?.(unknownSecretKey());
    expect(await early).toBe('secret-key-invalid');
    const joined = getAt(3_001, 'first');
    expect(answers).toHaveLength(2);
    answers[1]?.(jwks(first));
    expect(await Promise.all([late, joined])).toEqual(['found', 'found']);
    const stranger = getAt(3_002, 'stranger');
    expect(answers).toHaveLength(3);
    answers[2]?.(jwks(first));
    expect(await stranger).toBe('jwk-kid-mismatch');
  });

  it('that fails after a later one has brought the keys is no outage', async () => {
    const early = getAt(0, 'first');
    const late = getAt(3_000, 'first');
    answers[1]?.(jwks(first));
    expect(await late).toBe('found');
    answers[0]?.(unknownSecretKey());
    expect(await early).toBe('secret-key-invalid');
    const stranger = getAt(3_001, 'stranger');
    expect(answers).toHaveLength(3);
    answers[2]?.(jwks(first));
    expect(await stranger).toBe('jwk-kid-mismatch');
  });

  it('is waited for one second, and then by nobody', async () => {
    const waiting = getAt(0, 'first');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await waiting).toBe(overdue);
    expect(await getAt(2_999, 'first')).toBe(overdue);
    expect(answers).toHaveLength(1);
  });

  it('whose first attempt failed gives this failure to those who do not wait for the next', async () => {
    const waiting = getAt(0, 'first');
    answers[0]?.(failure());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await waiting).toBe('jwk-remote-failed-to-load');
    expect(answers).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('is the answer for a second, and for half a minute a fetch has one attempt', async () => {
    answerAtOnce = failure;
    const before = getAt(0, 'first');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await before).toBe('jwk-remote-failed-to-load');
    expect(answers).toHaveLength(5);
    // The fifth attempt ended at 3000 ms.
    expect(await getAt(3_999, 'first')).toBe('jwk-remote-failed-to-load');
    expect(answers).toHaveLength(5);
    expect(await getAt(4_000, 'first')).toBe('jwk-remote-failed-to-load');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toHaveLength(6);
    expect(await getAt(4_000 + 29_999, 'first')).toBe('jwk-remote-failed-to-load');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toHaveLength(7);
    const after = getAt(4_000 + 29_999 + 30_000, 'first');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await after).toBe('jwk-remote-failed-to-load');
    expect(answers).toHaveLength(12);
  });

  it('of a fetch that was abandoned meanwhile leaves one attempt to the next', async () => {
    const early = getAt(0, 'first');
    answers[0]?.(failure());
    await vi.advanceTimersByTimeAsync(1_000);
    expect([await early, answers.length]).toEqual(['jwk-remote-failed-to-load', 2]);
    const late = getAt(3_000, 'first');
    answers[2]?.(failure());
    expect(await late).toBe('jwk-remote-failed-to-load');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toHaveLength(3);
  });

  it.each([429, 500, 599, 503])('with the status %i is tried again, five times in all', async (status) => {
    answerAtOnce = () => Response.json({ errors: [] }, { status });
    const found = getAt(0, 'first');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([await found, answers.length]).toEqual(['jwk-remote-failed-to-load', 5]);
  });

  it.each([400, 404, 428, 430, 499, 302])('with the status %i is final', async (status) => {
    answerAtOnce = () => Response.json({ errors: [] }, { status });
    expect([await getAt(0, 'first'), answers.length]).toEqual(['jwk-remote-failed-to-load', 1]);
  });

  it('is forgotten when the keys come', async () => {
    answerAtOnce = unknownSecretKey;
    expect(await getAt(0, 'first')).toBe('secret-key-invalid');
    answerAtOnce = () => jwks(first);
    expect(await getAt(1_000, 'first')).toBe('found');
    answerAtOnce = failure;
    const stranger = getAt(1_001, 'stranger');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await stranger).toBe('jwk-remote-failed-to-load');
    expect(answers.length).toBeGreaterThan(3);
  });

  it('is the answer to a request without the cache, which makes one fetch, even right after another failure', async () => {
    answerAtOnce = unknownSecretKey;
    expect(await getAt(0, 'first', { skipCache: true })).toBe('secret-key-invalid');
    expect(answers).toHaveLength(1);
    expect(await getAt(1, 'first', { skipCache: true })).toBe('secret-key-invalid');
    expect(answers).toHaveLength(2);
  });
});

describe('where the clock was set back', () => {
  it.each([
    ['a little, as for a request that waited', 10 * hour - 10_000, 1],
    ['by more than ten seconds', 10 * hour - 10_001, 2],
    ['by hours', 0, 2],
  ])('%s, known keys are used, and fetched again unless it was little', async (_what, nowMs, fetches) => {
    answerAtOnce = () => jwks(first);
    expect(await getAt(10 * hour, 'first')).toBe('found');
    expect(await getAt(nowMs, 'first')).toBe('found');
    expect(answers).toHaveLength(fetches);
  });
});

describe('a refresh in the background', () => {
  it('begins 5 minutes after the keys were confirmed, is the only one, and follows a failure after 5 seconds', async () => {
    await begin();
    expect(await getAt(300_000, 'first')).toBe('found');
    expect(await getAt(300_001, 'first')).toBe('found');
    expect(answers).toHaveLength(2);
    answers[1]?.(unknownSecretKey());
    await vi.advanceTimersByTimeAsync(0);
    expect(await getAt(304_999, 'first')).toBe('found');
    expect(answers).toHaveLength(2);
    expect(await getAt(305_000, 'first')).toBe('found');
    expect(answers).toHaveLength(3);
  });

  it('is not enough after 10 minutes: the request waits', async () => {
    await begin();
    expect(await getAt(599_999, 'first')).toBe('found');
    answers[1]?.(unknownSecretKey());
    await vi.advanceTimersByTimeAsync(0);
    const waiting = getAt(601_000, 'first');
    expect(answers).toHaveLength(3);
    answers[2]?.(jwks(first));
    expect(await waiting).toBe('found');
    const later = getAt(1_201_000, 'first');
    expect(answers).toHaveLength(4);
    answers[3]?.(jwks(second));
    expect(await later).toBe('jwk-kid-mismatch');
  });
});

it('a key id of which the keys say nothing is looked up as long as patience lasts', async () => {
  await begin();
  answerAtOnce = () => jwks(first);
  expect(await getAt(0, 'stranger-1')).toBe('jwk-kid-mismatch');
  expect(await getAt(0, 'stranger-2')).toBe('jwk-kid-mismatch');
  // The next fetch is allowed 1800 ms after that.
  const patient = getAt(0, 'stranger-3');
  await vi.advanceTimersByTimeAsync(1_799);
  expect(answers).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(1);
  expect(await patient).toBe('jwk-kid-mismatch');
  expect(answers).toHaveLength(4);
});

describe('patience', () => {
  const start = 1_000_000;

  /** A request that waited 900 ms for a fetch that says nothing of its key, and waits 900 ms for another one to be allowed. */
  async function waitTwice(): Promise<Promise<string>> {
    answerAtOnce = () => jwks(first);
    expect(await getAt(start, 'first')).toBe('found');
    expect(await getAt(start, 'stranger-1')).toBe('jwk-kid-mismatch');
    answerAtOnce = undefined;
    const early = getAt(start, 'stranger-2');
    const late = getAt(start, 'stranger-3');
    vi.setSystemTime(start + 900);
    answers[2]?.(jwks(first));
    expect(await early).toBe('jwk-kid-mismatch');
    return late;
  }

  it('lasts for 2250 ms in all, even if the clock stands still', async () => {
    const late = waitTwice();
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(start);
    await vi.advanceTimersByTimeAsync(900);
    expect(await Promise.race([late, Promise.resolve('waits')])).toBe('jwk-remote-failed-to-load');
  });

  it('lasts as long as the next fetch needs, to the millisecond', async () => {
    const late = waitTwice();
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(start + 450);
    await vi.advanceTimersByTimeAsync(900);
    expect(await Promise.race([late, Promise.resolve('waits')])).toBe('waits');
    await vi.advanceTimersByTimeAsync(450);
    answers[3]?.(jwks(first));
    expect(await late).toBe('jwk-kid-mismatch');
  });
});
