import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pageHeaders, withEnvironment } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { clerkClient, configureClerk, handleDataRequest, protect } from '../src/ssr.server.js';
import { signIn, type Person } from './person.js';
import { serveRemix } from './serve-remix.js';

let emulator: Emulator;
useEmulator((started) => (emulator = started));
beforeEach(() => configureClerk({}));

const guarded = async (args: LoaderFunctionArgs) => {
  const { userId } = await protect(args);
  // A string, without a check.
  const name: string = userId;
  return { name };
};
const asResource = async (args: LoaderFunctionArgs) => new Response(JSON.stringify(await guarded(args)));

describe.each([
  ['without single fetch', false],
  ['with single fetch', true],
])('protect %s', (_mode, singleFetch) => {
  let url: string;
  let person: Person;
  beforeEach(async () => {
    url = await serveRemix({
      singleFetch,
      handleDataRequest,
      routes: {
        page: { path: 'page', module: { default: () => null, loader: guarded, action: guarded } },
        me: { path: 'me', module: { loader: asResource } },
        client: {
          path: 'client',
          module: {
            loader: async (args: LoaderFunctionArgs) => {
              const [one, same] = [await clerkClient(args), await clerkClient(args)];
              const other = await clerkClient(args, { apiVersion: 'v2' });
              return new Response(JSON.stringify([one === same, one === other]));
            },
          },
        },
      },
    });
    person = await signIn(emulator, url);
  });
  const ask = (path: string, headers: Readonly<Record<string, string>>, init: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...init, headers });
  const dataPath = singleFetch ? '/page.data?a=1' : '/page?a=1&_data=page';
  const stranger = { cookie: '__clerk_db_jwt=dvb_x' };

  it('gives who is signed in', async () => {
    const answer = await ask('/me', { cookie: person.cookie });
    expect(await answer.json()).toEqual({ name: person.userId });
  });

  it('redirects who opens a page to sign-in, and answers 401 to others', async () => {
    const page = await ask('/page?a=1', { ...pageHeaders, ...stranger });
    const location = new URL(page.headers.get('location') ?? '');
    expect([page.status, location.origin + location.pathname]).toEqual([302, `${emulator.url}/sign-in`]);
    expect(location.searchParams.get('redirect_url')).toBe(`${url}/page?a=1`);
    const resource = await ask('/me', stranger);
    expect([resource.status, resource.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each([
    ['nobody is signed in', () => stranger.cookie],
    ['the session can be renewed', () => person.stale],
  ])('loads the page itself where its data was requested and %s', async (_case, cookie) => {
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? { body: 'a=1' } : {};
      const headers = {
        'sec-fetch-dest': 'empty',
        cookie: cookie(),
        'content-type': 'application/x-www-form-urlencoded',
      };
      const answer = await ask(dataPath, headers, { method, ...body });
      expect([answer.status, answer.headers.get('x-remix-reload-document')]).toEqual([singleFetch ? 202 : 204, 'true']);
      const to = singleFetch ? await answer.text() : answer.headers.get('x-remix-redirect');
      expect(to).toContain('/page?a=1');
    }
  });

  it('answers 503, and redirects nobody, while the keys cannot be fetched', async () => {
    configureClerk({ secretKey: `sk_test_outage_${String(singleFetch)}`, jwtKey: '' });
    Reflect.deleteProperty(process.env, 'CLERK_JWT_KEY');
    emulator.faults.add({ path: '/v1/jwks', status: 500 });
    try {
      for (const path of ['/page', '/me', dataPath]) {
        const answer = await ask(path, { ...(path === '/page' && pageHeaders), cookie: person.cookie });
        expect([path, answer.status]).toEqual([path, 503]);
      }
    } finally {
      emulator.faults.clear();
    }
  });

  it('has one client for the same options', async () => {
    expect(await (await ask('/client', {})).json()).toEqual([true, false]);
  });
});

describe('configureClerk', () => {
  it.each([
    ['option_unknown', { authorizedPartys: [] }],
    ['option_invalid', { signInForceRedirectUrl: 5 }],
    ['publishable_key_invalid', { publishableKey: 'sk_test_x' }],
  ])('ends the start with %s', (code, options) => {
    expect(() => configureClerk(options as object)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('reads variables with the prefix of Vite, and those of a worker', async () => {
    const { CLERK_PUBLISHABLE_KEY, ...others } = emulator.env;
    withEnvironment({}, { without: 'CLERK_' });
    const env = { ...others, VITE_CLERK_PUBLISHABLE_KEY: CLERK_PUBLISHABLE_KEY };
    const url = await serveRemix({
      loadContext: () => ({ cloudflare: { env } }),
      routes: { me: { path: 'me', module: { loader: asResource } } },
    });
    const { cookie, userId } = await signIn(emulator, url);
    const answer = await fetch(`${url}/me`, { headers: { cookie } });
    expect(await answer.json()).toEqual({ name: userId });
  });
});
