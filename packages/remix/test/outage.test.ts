import { createEmulator, type Emulator } from '@acme/emulator';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { bearer, pageHeaders, startServer, withEnvironment } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { configureClerk, getAuth, protect, rootAuthLoader } from '../src/ssr.server.js';
import { signIn } from './person.js';
import { serveRemix } from './serve-remix.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  return () => emulator.close();
});

/** A service that accepts connections, and sends nothing. */
const silent = () => startServer(() => undefined);

describe('while the service says nothing', () => {
  it('a guarded page and form are answered with 503 within 5 seconds', async () => {
    const { url: apiUrl } = await silent();
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
    const began = performance.now();
    const ask = async (path: string, headers: Readonly<Record<string, string>>, init: RequestInit = {}) => {
      const answer = await fetch(url + path, { redirect: 'manual', ...init, headers });
      await answer.text();
      return [path, answer.status, answer.headers.get('location')];
    };
    const answers = await Promise.all([
      ask('/page', { ...pageHeaders, cookie }),
      ask('/page', { ...form, cookie }, { method: 'POST', body: 'a=1' }),
      ask('/page', { ...form, cookie: expired }, { method: 'POST', body: 'a=1' }),
      ask('/page', { ...form, cookie: stale }, { method: 'POST', body: 'a=1' }),
      ask('/job', bearer('ak_test_unknown_key_of_somebody')),
    ]);
    expect(answers.filter(([, status]) => status !== 503)).toEqual([]);
    // The service is waited for at most 5 s; the rest is for a busy machine.
    expect(performance.now() - began).toBeLessThan(8_000);
  }, 30_000);

  it('a page whose session must be renewed or looked up is not waited for any longer', async () => {
    const { url: apiUrl } = await silent();
    withEnvironment({ ...emulator.env, CLERK_API_URL: apiUrl }, { without: 'CLERK_' });
    configureClerk({});
    const loader = async (args: LoaderFunctionArgs) => ({ id: (await protect(args)).userId });
    const url = await serveRemix({ routes: { page: { path: 'page', module: { default: () => null, loader } } } });
    const { expired } = await signIn(emulator, url);
    const began = performance.now();
    const answers = await Promise.all([
      fetch(`${url}/page`, { redirect: 'manual', headers: { 'sec-fetch-dest': 'empty', cookie: expired } }),
      fetch(`${url}/page?__clerk_handshake_nonce=once`, { redirect: 'manual', headers: pageHeaders }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect(performance.now() - began).toBeLessThan(8_000);
  }, 30_000);
});
