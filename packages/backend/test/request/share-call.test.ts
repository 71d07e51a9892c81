import { startServer, type RunningServer } from 'testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { createAuthenticateRequest, getCookieSuffix } from '../../src/internal.js';
import { shareCall } from '../../src/request/share-call.js';
import { now, startInstance, type ProductionInstance } from './production-instance.js';

let instance: ProductionInstance;
let api: RunningServer;
/** Each call of the Backend API; its answer waits until the test lets it go. */
const calls: string[] = [];
let answer: () => void = () => undefined;
let status = 200;
let released: Promise<void>;

beforeAll(async () => {
  instance = await startInstance();
  api = await startServer((request, response) => {
    calls.push(request.url ?? '');
    void released.then(async () => {
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      const list = [`__session=${await instance.sessionOf('user')}; Path=/`, `__client_uat=${now - 20}; Path=/`];
      response.end(JSON.stringify(status === 200 ? { directives: list, cookies: list } : {}));
    });
  });
});
afterAll(() => Promise.all([instance.close(), api.close()]));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
  calls.length = 0;
  status = 200;
  released = new Promise((resolve) => (answer = resolve));
});
afterEach(() => {
  vi.useRealTimers();
});

interface Visit {
  readonly cookies: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secretKey?: string;
  readonly path?: string;
}

/** One request of a browser, decided by a client of its own. */
async function visit({ cookies, headers = {}, secretKey, path = '/page' }: Visit) {
  const cookie = Object.entries(cookies)
    .map((pair) => pair.join('='))
    .join('; ');
  const request = new Request(`https://app.example.com${path}`, { headers: { cookie, ...headers } });
  const options = { ...instance.options, apiUrl: api.url, ...(secretKey && { secretKey }) };
  return createClerkClient(options).authenticateRequest(request);
}

/** Requests at the same time: the first call is answered when all have been decided as far as they can. */
async function together(...visits: readonly Visit[]) {
  const states = visits.map((each) => visit(each));
  await vi.waitUntil(() => calls.length > 0, { timeout: 300_000 });
  answer();
  return Promise.all(states);
}

const refreshCookie = async () => `__refresh_${await getCookieSuffix(instance.options.publishableKey ?? '')}`;
const withRefreshToken = (cookies: Visit['cookies'], token: string) =>
  Object.fromEntries(Object.entries(cookies).map(([name, value]) => [name, value === 'rt_1' ? token : value]));
const nonce = { __clerk_handshake_nonce: 'once' };
const expired = async (): Promise<Readonly<Record<string, string>>> => ({
  __session: await instance.sessionOf('user', 120),
  __client_uat: String(now - 130),
  [await refreshCookie()]: 'rt_1',
});

describe('two requests at once', () => {
  it('bring the same nonce: one call, and both are signed in with all cookies', async () => {
    const states = await together({ cookies: nonce }, { cookies: nonce, path: '/data' });
    expect(calls).toEqual(['/v1/clients/handshake_payload?nonce=once']);
    for (const state of states) {
      expect(state).toMatchObject({ status: 'signed-in' });
      expect(state.headers.getSetCookie().length).toBeGreaterThanOrEqual(2);
    }
  });

  it('refresh the same session: one call, and both get the new cookies', async () => {
    const cookies = await expired();
    const states = await together({ cookies }, { cookies });
    expect(calls).toEqual(['/v1/sessions/sess_user/refresh']);
    for (const state of states) {
      expect(state).toMatchObject({ status: 'signed-in' });
      expect(state.headers.getSetCookie()).toHaveLength(2);
    }
  });

  it('share a failure, which is an outage for both', async () => {
    status = 503;
    const states = await together({ cookies: nonce }, { cookies: nonce });
    expect(calls).toHaveLength(1);
    for (const state of states) expect(state).toMatchObject({ status: 'signed-out', unavailable: true });
  });

  it('share a refusal, which is an outage for neither', async () => {
    status = 404;
    const states = await together({ cookies: nonce }, { cookies: nonce });
    expect(calls).toHaveLength(1);
    for (const state of states) expect(state).toMatchObject({ status: 'signed-out', unavailable: false });
  });

  it.each<[string, (cookies: Visit['cookies']) => Visit]>([
    ['another refresh token', (cookies) => ({ cookies: withRefreshToken(cookies, 'rt_2') })],
    ['another header', (cookies) => ({ cookies, headers: { 'user-agent': 'another browser' } })],
    ['another instance', (cookies) => ({ cookies, secretKey: 'sk_live_another' })],
    ['another host', (cookies) => ({ cookies, headers: { 'x-forwarded-host': 'www.example.com' } })],
  ])('do not share a refresh with %s', async (_, other) => {
    const cookies = await expired();
    await together({ cookies }, other(cookies));
    expect(calls).toHaveLength(2);
  });

  it('do not share the result of another nonce, or of another instance', async () => {
    await together(
      { cookies: nonce },
      { cookies: { __clerk_handshake_nonce: 'twice' } },
      { cookies: nonce, secretKey: 'sk_live_another' },
    );
    expect(calls).toHaveLength(3);
  });

  it('share a call of the client that was given', async () => {
    const getHandshakePayload = vi.fn(async () => {
      await released;
      return { directives: [] };
    });
    const { jwtKey, publishableKey, secretKey } = instance.options;
    const options = { jwtKey, publishableKey, secretKey };
    const decide = () =>
      createAuthenticateRequest({ options, apiClient: { clients } }).authenticateRequest(
        new Request('https://app.example.com/', { headers: { cookie: '__clerk_handshake_nonce=once' } }),
      );
    const clients = { getHandshakePayload };
    const apart = [decide(), decide()];
    answer();
    await Promise.all(apart);
    // Each has an `apiClient` object of its own.
    expect(getHandshakePayload).toHaveBeenCalledTimes(2);
  });
});

it('nothing is kept once a call has ended', async () => {
  answer();
  await visit({ cookies: nonce });
  await visit({ cookies: nonce });
  expect(calls).toHaveLength(2);
});

describe('shareCall', () => {
  it('does not wait for ever for a call that never ends: its worker may be gone', async () => {
    vi.useFakeTimers();
    const never = vi.fn(() => new Promise<never>(() => undefined));
    let end: (value: string) => void = () => undefined;
    const later = new Promise<string>((resolve) => (end = resolve));
    const good = vi.fn(() => later);
    void shareCall(['lost'], never);
    const waiting = [shareCall(['lost'], good), shareCall(['lost'], good)];
    await vi.advanceTimersByTimeAsync(3_000);
    end('good');
    expect(await Promise.all(waiting)).toEqual(['good', 'good']);
    expect([never.mock.calls.length, good.mock.calls.length]).toEqual([1, 1]);
  });

  it('is joined for three seconds, whatever else is called meanwhile', async () => {
    const ends: ((value: string) => void)[] = [];
    const call = () => new Promise<string>((resolve) => ends.push(resolve));
    const results = [shareCall(['joined'], call), shareCall(['another'], call), shareCall(['joined'], call)];
    expect(ends).toHaveLength(2);
    vi.setSystemTime(now * 1000 + 2_999);
    results.push(shareCall(['joined'], call));
    expect(ends).toHaveLength(2);
    vi.setSystemTime(now * 1000 + 3_000);
    results.push(shareCall(['joined'], call));
    expect(ends).toHaveLength(3);
    for (const [index, end] of ends.entries()) end(String(index));
    expect(await Promise.all(results)).toEqual(['0', '1', '0', '0', '2']);
  });

  it('that ends late does not end the one that was begun after it', async () => {
    const ends: ((value: string) => void)[] = [];
    const call = () => new Promise<string>((resolve) => ends.push(resolve));
    const first = shareCall(['late'], call);
    vi.setSystemTime(now * 1000 + 3_000);
    const results = [shareCall(['late'], call)];
    ends[0]?.('old');
    expect(await first).toBe('old');
    results.push(shareCall(['late'], call));
    expect(ends).toHaveLength(2);
    ends[1]?.('new');
    expect(await Promise.all(results)).toEqual(['new', 'new']);
  });

  it('keeps only so many calls', async () => {
    vi.useRealTimers();
    let end: (value: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (end = resolve));
    const call = vi.fn(() => slow);
    const first = shareCall(['bounded', 0], call);
    const others = Array.from({ length: 1000 }, (_, index) => shareCall(['bounded', index + 1], call));
    const again = [shareCall(['bounded', 1000], call), shareCall(['bounded', 0], call)];
    end('done');
    expect(new Set(await Promise.all([first, ...others, ...again]))).toEqual(new Set(['done']));
    expect(call).toHaveBeenCalledTimes(1002);
  });
});
