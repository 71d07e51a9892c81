import { createEmulator, type Emulator } from '@acme/emulator';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { bearer, pageHeaders, startServer, withEnvironment } from 'testing';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { configureClerk, getAuth, protect, rootAuthLoader } from '../src/ssr.server.js';
import { signIn } from './person.js';
import { serveRemix } from './serve-remix.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  return () => emulator.close();
});

/** The longest that a service which sends nothing is waited for. */
const limitMs = 5_000;

/** A service that accepts connections, and sends nothing. */
async function startSilentService() {
  let arrived: () => void = () => undefined;
  const { url } = await startServer(() => arrived());
  /** Makes requests, one after another; each is waiting for the service when the time limit passes, on a clock of the test. */
  const waitOnce = async <T>(requests: readonly (() => Promise<T>)[]): Promise<T[]> => {
    const answers: T[] = [];
    for (const request of requests) {
      const waits = new Promise<void>((resolve) => (arrived = resolve));
      const answer = request();
      // While an outage is known, the service is not called.
      await Promise.race([answer, waits]);
      await vi.advanceTimersByTimeAsync(limitMs);
      answers.push(await answer);
    }
    return answers;
  };
  return { apiUrl: url, waitOnce };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('No answer in time.', 'TimeoutError')), ms);
    return controller.signal;
  });
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

describe('while the service does not answer', () => {
  it('a guarded page and form are answered with 503 within 5 seconds', async () => {
    const { apiUrl, waitOnce } = await startSilentService();
    withEnvironment({ ...emulator.env, CLERK_API_URL: apiUrl, CLERK_JWT_KEY: undefined }, { without: 'CLERK_' });
    configureClerk({ secretKey: 'sk_test_silent' });
    const guarded = async (args: LoaderFunctionArgs | ActionFunctionArgs) => ({ id: (await protect(args)).userId });
    const url = await serveRemix({
      root: { loader: (args: LoaderFunctionArgs) => rootAuthLoader(args) },
      routes: {
        page: { path: 'page', module: { default: () => null, loader: guarded, action: guarded } },
        job: {
          path: 'job',
          module: {
            loader: async (args: LoaderFunctionArgs) => {
              await getAuth(args, { acceptsToken: 'any' });
              return Response.json(await protect(args, { token: ['api_key', 'session_token'] }));
            },
          },
        },
      },
    });
    const { cookie, expired, stale } = await signIn(emulator, url);
    const form = { ...pageHeaders, 'content-type': 'application/x-www-form-urlencoded', origin: url };
    const ask = async (path: string, headers: Readonly<Record<string, string>>, init: RequestInit = {}) => {
      const answer = await fetch(url + path, { redirect: 'manual', ...init, headers });
      await answer.text();
      return [path, answer.status, answer.headers.get('location')];
    };
    const post = { method: 'POST', body: 'a=1' };
    const answers = await waitOnce([
      () => ask('/page', { ...pageHeaders, cookie }),
      () => ask('/page', { ...form, cookie }, post),
      () => ask('/page', { ...form, cookie: expired }, post),
      () => ask('/page', { ...form, cookie: stale }, post),
      () => ask('/job', bearer('ak_test_unknown_key_of_somebody')),
    ]);
    expect(answers.filter(([, status]) => status !== 503)).toEqual([]);
  });

  it('a page whose session must be renewed or looked up is not waited for any longer', async () => {
    const { apiUrl, waitOnce } = await startSilentService();
    withEnvironment({ ...emulator.env, CLERK_API_URL: apiUrl }, { without: 'CLERK_' });
    configureClerk({});
    const loader = async (args: LoaderFunctionArgs) => ({ id: (await protect(args)).userId });
    const url = await serveRemix({ routes: { page: { path: 'page', module: { default: () => null, loader } } } });
    const { expired } = await signIn(emulator, url);
    const answers = await waitOnce([
      () => fetch(`${url}/page`, { redirect: 'manual', headers: { 'sec-fetch-dest': 'empty', cookie: expired } }),
      () => fetch(`${url}/page?__clerk_handshake_nonce=once`, { redirect: 'manual', headers: pageHeaders }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  });
});
