import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import { data, UNSAFE_decodeViaTurboStream as decode, type LoaderFunctionArgs } from 'react-router';
import { bearer, pageHeaders, withEnvironment } from 'testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  clerkClient,
  clerkMiddleware,
  frontendApiProxyLoader,
  getAuth,
  protect,
  rootAuthLoader,
  type ClerkMiddlewareOptionsSource,
} from '../src/server.js';
import { getAuth as aliased } from '../src/ssr.server.js';
import { majors, serveRoutes, type Application } from './serve-routes.js';

let emulator: Emulator;
let token: string;
let userId: string;
useEmulator(async (started) => {
  emulator = started;
  ({ token, userId } = await emulator.signIn('ada@example.com', { origin: 'https://app.example.com' }));
});

const page = () => 'page';
const dataHeaders = { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };
const stranger = { cookie: '__clerk_db_jwt=dvb_1' };
/** The session has to be looked up. */
const stale = { cookie: '__clerk_db_jwt=dvb_1; __client_uat=1795647736' };

const who = async (args: LoaderFunctionArgs) => {
  const { userId: found } = await getAuth(args);
  return Response.json({ userId: found });
};
const guarded = async (args: LoaderFunctionArgs) => ({ id: (await protect(args)).userId });

const applicationWith = (
  options: ClerkMiddlewareOptionsSource | undefined,
  routes: Application['routes'] = {},
): Application => ({
  root: { middleware: [options ? clerkMiddleware(options) : clerkMiddleware()], loader: () => null },
  routes: {
    who: { loader: who },
    guarded: { loader: guarded, action: guarded, Component: page },
    'api/guarded': { loader: async (args) => Response.json(await guarded(args)) },
    ...routes,
  },
});

const ask = (url: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', ...init, headers });

/** The data of a page, as the router in the browser reads it. */
async function dataOf(
  response: Response,
): Promise<Record<string, { readonly data?: unknown; readonly error?: unknown }>> {
  if (!response.body) throw new Error('The answer has no body.');
  const { value } = await decode(response.body, globalThis);
  return value as Awaited<ReturnType<typeof dataOf>>;
}

describe.each(majors)('React Router %i', (major) => {
  const serve = (options?: ClerkMiddlewareOptionsSource, routes?: Application['routes']) =>
    serveRoutes(major, applicationWith(options, routes));

  it('applies options that are made for each request', async () => {
    const url = await serve(({ request }) =>
      Promise.resolve({ authorizedParties: [request.headers.get('x-party') ?? 'https://app.example.com'] }),
    );
    const idOf = async (headers: object) =>
      (await (await ask(`${url}/who`, { ...bearer(token), ...headers })).json()) as object;
    expect(await idOf({})).toEqual({ userId });
    expect(await idOf({ 'x-party': 'https://evil.example' })).toEqual({ userId: null });
  });

  it('names options that it does not know, and functions in place of values', () => {
    expect(() => clerkMiddleware({ authorisedParties: [] } as never)).toThrow(/authorisedParties/);
    expect(() => clerkMiddleware({ isSatellite: () => true } as never)).toThrow(/isSatellite/);
    expect(() => clerkMiddleware({ publishableKey: 'sk_test_x' })).toThrow(/publishable/i);
  });

  it('says at the first request which key is missing', async () => {
    withEnvironment({}, { without: 'CLERK_' });
    const response = await ask(`${await serve()}/who`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: expect.stringMatching(/key_missing/) as string });
  });

  it('reads variables under the names of Vite, and refuses secrets among them', async () => {
    const { CLERK_PUBLISHABLE_KEY, ...others } = emulator.env;
    withEnvironment({ ...others, VITE_CLERK_PUBLISHABLE_KEY: CLERK_PUBLISHABLE_KEY }, { without: 'CLERK_' });
    const response = await ask(`${await serve()}/who`, bearer(token));
    expect(await response.json()).toEqual({ userId });
    withEnvironment({ VITE_CLERK_SECRET_KEY: 'sk_test_x' });
    expect(() => clerkMiddleware()).toThrow(/VITE_CLERK_SECRET_KEY/);
  });

  it('redirects pages to sign-in and back, and refuses other requests', async () => {
    const url = await serve();
    const opened = await ask(`${url}/guarded?a=1`, { ...pageHeaders, ...stranger });
    const location = new URL(opened.headers.get('location') ?? '');
    expect([opened.status, location.origin, location.pathname]).toEqual([302, emulator.url, '/sign-in']);
    expect(location.searchParams.get('redirect_url')).toBe(`${url}/guarded?a=1`);
    const posted = await ask(`${url}/guarded`, { ...pageHeaders, ...stranger }, { method: 'POST' });
    expect([posted.status, posted.headers.get('location')]).toEqual([302, expect.stringContaining('/sign-in')]);
    expect((await ask(`${url}/api/guarded`, { ...dataHeaders, ...stranger })).status).toBe(401);
    expect((await ask(`${url}/guarded.data`, stranger, { method: 'POST' })).status).toBe(401);
    expect(await (await ask(`${url}/api/guarded`, bearer(token))).json()).toEqual({ id: userId });
  });

  it('redirects navigations in the browser to sign-in, with the address of the page', async () => {
    const url = await serve();
    const response = await ask(`${url}/guarded.data?a=1&_routes=guarded`, { ...dataHeaders, ...stranger });
    expect(response.status).toBe(202);
    const { href } = new URL(`${emulator.url}/sign-in?redirect_url=${encodeURIComponent(`${url}/guarded?a=1`)}`);
    expect(await response.text()).toContain(href);
  });

  it('loads the page as a document where that renews the session', async () => {
    const url = await serve();
    const response = await ask(`${url}/guarded.data?_routes=guarded`, { ...dataHeaders, ...stale });
    expect([response.status, response.headers.get('x-remix-reload-document')]).toEqual([202, 'true']);
    const text = await response.text();
    expect(text).toContain(`"${url}/guarded"`);
    expect(text).not.toContain('sign-in');
    expect((await ask(`${url}/api/guarded`, { ...dataHeaders, ...stale })).status).toBe(401);
    const document = await ask(`${url}/guarded`, { ...pageHeaders, ...stale });
    expect([document.status, document.headers.get('location')]).toEqual([307, expect.stringContaining('/handshake')]);
  });

  it('matches the patterns of organizations with the address of the page', async () => {
    const organizationSyncOptions = { organizationPatterns: ['/orgs/:slug'] };
    const url = await serve({ organizationSyncOptions }, { 'orgs/:slug': { loader: guarded, Component: page } });
    // As a browser without Fetch Metadata.
    const response = await ask(`${url}/orgs/acme.data`, { accept: 'text/html', ...stale });
    expect(response.status).toBe(202);
    const text = await response.text();
    expect(text).toContain('organization_id=acme');
    expect(text).toContain(encodeURIComponent(`${url}/orgs/acme`));
    expect(text).not.toContain('.data');
  });

  it('calls the Backend API with the options of the middleware', async () => {
    const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl, CLERK_PUBLISHABLE_KEY: publishableKey } = emulator.env;
    withEnvironment({}, { without: 'CLERK_' });
    const clients: unknown[] = [];
    const loader = async (args: LoaderFunctionArgs) => {
      clients.push(clerkClient(args));
      const { firstName } = await clerkClient(args).users.getUser(userId);
      const wrong = clerkClient(args, { secretKey: 'sk_test_wrong' }).users.getUser(userId);
      return Response.json({ firstName, wrong: await wrong.catch(({ status }: { status: number }) => status) });
    };
    const url = await serve({ secretKey, apiUrl, publishableKey }, { user: { loader } });
    expect(await (await ask(`${url}/user`)).json()).toEqual({ firstName: 'Ada', wrong: 401 });
    await ask(`${url}/user`);
    expect(clients[0]).toBe(clients[1]);
  });

  it('answers 503 in an outage, and redirects nobody', async () => {
    // Nobody listens there.
    withEnvironment({
      CLERK_API_URL: 'http://127.0.0.1:9',
      CLERK_SECRET_KEY: `sk_test_outage_${String(major)}`,
      CLERK_JWT_KEY: undefined,
    });
    const url = await serve();
    const response = await ask(`${url}/guarded`, { ...pageHeaders, ...bearer(token) });
    expect([response.status, response.headers.get('location')]).toEqual([503, null]);
    expect((await ask(`${url}/guarded.data`, { ...dataHeaders, ...bearer(token) })).status).toBe(503);
    expect(await (await ask(`${url}/who`, bearer(token))).json()).toEqual({ userId: null });
  });

  it('passes the Frontend API on where it has a route', async () => {
    const routes = { '__clerk/*': { loader: frontendApiProxyLoader, action: frontendApiProxyLoader } };
    withEnvironment({ CLERK_FAPI_URL: emulator.url });
    for (const options of [undefined, { frontendApiProxy: { enabled: true } }]) {
      const response = await ask(`${await serve(options, routes)}/__clerk/v1/environment`);
      expect([response.status, await response.json()]).toEqual([
        200,
        expect.objectContaining({ auth_config: expect.any(Object) as object }),
      ]);
    }
  });

  it('gives the provider its state with what the callback gives: dates, maps and promises stay', async () => {
    const date = new Date(0);
    const loader = (args: LoaderFunctionArgs) =>
      rootAuthLoader(args, ({ request }) => ({
        id: request.auth.userId,
        date,
        map: new Map([['a', 1]]),
        later: Promise.resolve('later'),
      }));
    const application = { root: { middleware: [clerkMiddleware()], loader }, routes: { page: { Component: page } } };
    const url = await serveRoutes(major, application);
    const { root } = await dataOf(await ask(`${url}/page.data`, { ...dataHeaders, ...bearer(token) }));
    const found = root?.data as Record<string, unknown>;
    expect(found).toMatchObject({ id: userId, date, map: new Map([['a', 1]]) });
    expect(await found['later']).toBe('later');
    const state = (found['clerkState'] as { __internal_clerk_state: Record<string, unknown> }).__internal_clerk_state;
    expect(state).toMatchObject({ __publishableKey: emulator.publishableKey, __clerk_ssr_state: { userId } });
    expect(JSON.stringify(state)).not.toContain(emulator.secretKey);
  });

  it.each([
    ['a text answer', () => new Response('text')],
    ['a list in an answer', () => Response.json([1])],
    ['a list', () => [1]],
    ['a text', () => 'text'],
    ['a list in data()', () => data([1])],
    ['a map', () => new Map()],
  ])('says what the callback of the root loader must give in place of %s', async (_, callback) => {
    const loader = (args: LoaderFunctionArgs) => rootAuthLoader(args, callback as () => object);
    const application = { root: { middleware: [clerkMiddleware()], loader }, routes: { page: { Component: page } } };
    const response = await ask(`${await serveRoutes(major, application)}/page`, { ...pageHeaders, ...stranger });
    expect([response.status, await response.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining('rootAuthLoader') as string }),
    ]);
  });

  it('keeps status, cookies and headers of what the callback gives', async () => {
    const init = { status: 203, headers: { 'set-cookie': 'own=1', 'x-own': '1' } };
    const callbacks: readonly (() => object)[] = [() => data({ d: 1 }, init), () => Response.json({ d: 1 }, init)];
    for (const callback of callbacks) {
      const root = {
        middleware: [clerkMiddleware()],
        loader: (args: LoaderFunctionArgs) => rootAuthLoader(args, callback),
        headers: ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders,
      };
      const url = await serveRoutes(major, { root, routes: { page: { Component: page } } });
      const response = await ask(`${url}/page.data`, { ...dataHeaders, ...bearer(token) });
      expect([response.status, response.headers.getSetCookie(), response.headers.get('x-own')]).toEqual([
        203,
        ['own=1'],
        '1',
      ]);
      expect((await dataOf(response))['root']?.data).toMatchObject({ d: 1, clerkState: expect.any(Object) as object });
    }
  });

  it('refuses options of the root loader that would have no effect', async () => {
    const loader = (args: LoaderFunctionArgs) => rootAuthLoader(args, { authorizedParties: ['x'] } as never);
    const application = { root: { middleware: [clerkMiddleware()], loader }, routes: { page: { Component: page } } };
    const response = await ask(`${await serveRoutes(major, application)}/page`, { ...pageHeaders, ...stranger });
    expect(await response.json()).toMatchObject({ code: 'option_unknown' });
  });
});

describe('React Router 7 with the flags of version 8', () => {
  const future = { v8_passThroughRequests: true, v8_trailingSlashAwareDataRequests: true };

  it('has the address of the page in redirects', async () => {
    const url = await serveRoutes(7, { ...applicationWith(undefined), future });
    const response = await ask(`${url}/guarded.data?a=1&_routes=guarded`, { ...dataHeaders, ...stranger });
    const text = await response.text();
    expect([response.status, text]).toEqual([202, expect.stringContaining(encodeURIComponent(`${url}/guarded?a=1`))]);
    expect(text).not.toContain('.data');
  });
});

it('types who is signed in', () => {
  const types = async (args: LoaderFunctionArgs) => {
    expectTypeOf((await protect(args)).userId).toEqualTypeOf<string>();
    expectTypeOf((await protect(args, { role: 'org:admin' })).userId).toEqualTypeOf<string>();
    expectTypeOf((await protect(args, { token: 'api_key' })).tokenType).toEqualTypeOf<'api_key'>();
    expectTypeOf((await getAuth(args)).userId).toEqualTypeOf<string | null>();
    expectTypeOf((await getAuth(args, { acceptsToken: ['m2m_token'] })).tokenType).toEqualTypeOf<'m2m_token' | null>();
    expectTypeOf((await rootAuthLoader(args, () => ({ a: 1 }))).a).toEqualTypeOf<number>();
  };
  expect(types).toBeTypeOf('function');
  expect(aliased).toBe(getAuth);
});
