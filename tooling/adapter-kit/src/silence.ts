import { EventEmitter, once } from 'node:events';
import { bearer, startServer } from 'testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Adapter, Setup } from './define-adapter.js';
import { get } from './get.js';
import type { Services } from './use-services.js';

/** The longest that a service that does not answer is waited for. */
const limitMs = 5_000;

/** Time limits end by the clock of the test. */
function useTestClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('No answer in time.', 'TimeoutError')), ms);
    return controller.signal;
  });
  onTestFinished(() => {
    vi.useRealTimers();
    spy.mockRestore();
  });
}

/** A Backend API that takes requests and never answers. */
async function startSilentService() {
  const calls = new EventEmitter();
  const { url: apiUrl } = await startServer(() => calls.emit('call'));
  return { options: { apiUrl }, isCalled: once(calls, 'call') };
}

/** A `fetch` of the application whose promise never settles, whatever signal it gets. */
function silentFetch() {
  const calls = new EventEmitter();
  const fetch = () => {
    calls.emit('call');
    return new Promise<Response>(() => undefined);
  };
  return { fetch, isCalled: once(calls, 'call') };
}

/** What a browser or a program sends, by the kind of its credential. */
const credentials: Readonly<
  Record<string, { readonly token: string; readonly headers: (services: Services) => Promise<HeadersInit> }>
> = {
  'a session token': {
    token: 'session_token',
    headers: async ({ emulator, userId }) => bearer((await emulator.signIn(userId)).token),
  },
  'an API key': { token: 'api_key', headers: () => Promise.resolve(bearer('ak_unknown')) },
  'an expired session that the server can renew': {
    token: 'session_token',
    async headers({ emulator, userId }) {
      const { cookieHeader, sessionId } = await emulator.signIn(userId);
      const token = await emulator.mintSessionToken({ userId, claims: { sid: sessionId }, expiresInSeconds: -60 });
      return { cookie: cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${token}`) };
    },
  },
};

/** That a guarded request is answered with 503 within 5 s while the service, or a `fetch` of the application, does not answer. */
export function describeSilence({ start }: Adapter, services: () => Services): void {
  const names = Object.keys(credentials);
  const answers = async (name: string, options: NonNullable<Setup['options']>, isCalled: Promise<unknown>) => {
    const { token, headers } = credentials[name] ?? {};
    const sent = await headers?.(services());
    const url = await start({ options, protect: { token } as NonNullable<Setup['protect']> });
    useTestClock();
    const answer = get(`${url}/guarded`, sent as Record<string, string>);
    await isCalled;
    await vi.advanceTimersByTimeAsync(limitMs);
    return (await answer).status;
  };

  it.each(names.filter((name) => name !== 'an expired session that the server can renew'))(
    'answers 503 within 5 s: %s',
    async (name) => {
      const { options, isCalled } = await startSilentService();
      expect(await answers(name, options, isCalled)).toBe(503);
    },
  );

  it.each(names)('answers 503 within 5 s where the `fetch` of the application never settles: %s', async (name) => {
    const { fetch, isCalled } = silentFetch();
    expect(await answers(name, { fetch }, isCalled)).toBe(503);
  });

  it.each(names)('the same where each request has a `fetch` of its own: %s', async (name) => {
    const { fetch, isCalled } = silentFetch();
    expect(await answers(name, () => ({ fetch: () => fetch() }), isCalled)).toBe(503);
  });
}
