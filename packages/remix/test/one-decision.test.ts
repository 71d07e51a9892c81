import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { bearer, pageHeaders, withEnvironment } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { addAuthHeaders, configureClerk, getAuth, handleDataRequest, rootAuthLoader } from '../src/ssr.server.js';
import type { RootAuthLoaderOptions } from '../src/ssr.server.js';
import { signIn, type Person } from './person.js';
import { serveRemix, type Application } from './serve-remix.js';

let emulator: Emulator;
useEmulator((started) => (emulator = started));
beforeEach(() => configureClerk({}));

const who = async (args: LoaderFunctionArgs) => {
  const { userId } = await getAuth(args);
  return { userId };
};
const page = () => null;

/** A root with the state, a page, and a resource route. */
const application = (
  singleFetch: boolean,
  options: RootAuthLoaderOptions = {},
  more: Partial<Application> = {},
): Application => ({
  root: { loader: (args: LoaderFunctionArgs) => rootAuthLoader(args, options) },
  routes: {
    page: {
      path: 'page',
      module: {
        default: page,
        loader: who,
        action: async (args: ActionFunctionArgs) => ({ ...(await who(args)), acted: true }),
      },
    },
    me: {
      path: 'me',
      module: {
        loader: async (args: LoaderFunctionArgs) =>
          addAuthHeaders(args, new Response(JSON.stringify(await who(args)), { status: 200 })),
      },
    },
  },
  singleFetch,
  ...more,
});

const calls = (end: string) => emulator.requests.all.filter(({ path }) => path.endsWith(end)).length;
const ask = (url: string, headers: Readonly<Record<string, string>>, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', ...init, headers: { ...headers, ...(init.headers as object) } });
const form = { 'content-type': 'application/x-www-form-urlencoded', ...pageHeaders };
const post = (url: string, cookie: string) =>
  ask(url, { ...form, cookie, origin: url }, { method: 'POST', body: 'a=1' });

describe.each([
  ['without single fetch', false],
  ['with single fetch', true],
])('Remix %s', (_mode, singleFetch) => {
  let person: Person;
  const start = async (...given: Parameters<typeof application> extends [unknown, ...infer Rest] ? Rest : never) => {
    const url = await serveRemix(application(singleFetch, ...given));
    person = await signIn(emulator, url);
    return url;
  };
  const dataUrl = (url: string, route = 'routes') =>
    singleFetch ? `${url}/page.data` : `${url}/page?_data=${route === 'routes' ? 'page' : route}`;

  it('renews a session once for all loaders of a page, and gives the browser its cookies', async () => {
    const url = await start();
    const before = calls('/refresh');
    const answer = await ask(`${url}/page`, { ...pageHeaders, cookie: person.expired });
    expect(await answer.json()).toMatchObject({ loaderData: { page: { userId: person.userId } } });
    expect(calls('/refresh') - before).toBe(1);
    expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('__session='))).toBe(true);
  });

  it('takes the result of a handshake once', async () => {
    const url = await start();
    const before = calls('/handshake_payload');
    const answer = await ask(`${url}/page?__clerk_handshake_nonce=once`, pageHeaders);
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${url}/page`]);
    expect(calls('/handshake_payload') - before).toBe(1);
  });

  it('has one decision for each request, also where all requests have one context', async () => {
    const context = {};
    const url = await start({}, { loadContext: () => context });
    const of = async (headers: Readonly<Record<string, string>>) =>
      (await (await ask(`${url}/me`, headers)).json()) as unknown;
    expect(await of({ cookie: person.cookie })).toEqual({ userId: person.userId });
    expect(await of({})).toEqual({ userId: null });
    expect(await of({ cookie: person.cookie })).toEqual({ userId: person.userId });
    const before = calls('/refresh');
    await ask(`${url}/page`, { ...pageHeaders, cookie: person.expired });
    expect(calls('/refresh') - before).toBe(1);
  });

  it('lets options of the root loader hold for every loader, and for routes without a root loader', async () => {
    const url = await start({ authorizedParties: ['https://other.example'] });
    const answer = await ask(`${url}/page`, { ...pageHeaders, cookie: `${person.cookie}; __clerk_redirect_count=3` });
    expect(await answer.json()).toMatchObject({ loaderData: { page: { userId: null } } });
    expect(await (await ask(`${url}/me`, { cookie: person.cookie })).json()).toEqual({ userId: null });
  });

  it('finds keys that only the root loader was given, in every loader', async () => {
    const { publishableKey, secretKey, url: apiUrl } = emulator;
    withEnvironment({}, { without: 'CLERK_' });
    const url = await start({ publishableKey, secretKey, apiUrl });
    const answer = await ask(`${url}/page`, { ...pageHeaders, cookie: person.cookie });
    expect(await answer.json()).toMatchObject({ loaderData: { page: { userId: person.userId } } });
    expect(await (await ask(`${url}/me`, { cookie: person.cookie })).json()).toEqual({ userId: person.userId });
  });

  it('keeps options that configureClerk() was given, from the first request on', async () => {
    configureClerk(() => Promise.resolve({ authorizedParties: ['https://other.example'] }));
    const url = await start({ authorizedParties: undefined });
    expect(await (await ask(`${url}/me`, { cookie: person.cookie })).json()).toEqual({ userId: null });
    const answer = await ask(`${url}/page`, { ...pageHeaders, cookie: `${person.cookie}; __clerk_redirect_count=3` });
    expect(await answer.json()).toMatchObject({ loaderData: { page: { userId: null } } });
  });

  it('gives the browser the cookies of a renewed session with the data of any loader', async () => {
    const url = await start({}, { handleDataRequest });
    for (const target of [dataUrl(url), dataUrl(url, 'root'), `${url}/me`]) {
      const answer = await ask(target, { 'sec-fetch-dest': 'empty', cookie: person.expired });
      const cookies = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('__session='));
      expect([target, cookies.length]).toEqual([target, 1]);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  describe('a form whose session has expired', () => {
    it('comes back signed in: the browser looks up the session with GET', async () => {
      const url = await start();
      const answer = await post(`${url}/page`, person.stale);
      const location = new URL(answer.headers.get('location') ?? '');
      expect([answer.status, location.searchParams.get('redirect_url')]).toEqual([303, `${url}/page`]);
      const back = await ask(location.href, { ...pageHeaders, cookie: person.stale });
      expect([back.status, back.headers.get('location')]).toEqual([307, expect.stringContaining(`${url}/page`)]);
    });

    it('reaches its action signed in where the server can renew the session, once', async () => {
      const url = await start();
      const before = calls('/refresh');
      const answer = await post(`${url}/page`, person.expired);
      const { userId } = person;
      expect(await answer.json()).toMatchObject({
        actionData: { page: { userId, acted: true } },
        loaderData: { page: { userId } },
      });
      expect(calls('/refresh') - before).toBe(1);
      expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('__session='))).toBe(true);
    });

    it('is not redirected if nobody was signed in', async () => {
      const url = await start();
      const answer = await post(`${url}/page`, '__clerk_db_jwt=dvb_x');
      expect(await answer.json()).toMatchObject({ actionData: { page: { userId: null, acted: true } } });
    });

    it('reaches its action as data, too', async () => {
      const url = await start({}, { handleDataRequest });
      const headers = { 'content-type': form['content-type'], 'sec-fetch-dest': 'empty', cookie: person.expired };
      const answer = await ask(dataUrl(url), headers, { method: 'POST', body: 'a=1' });
      expect(await answer.text()).toContain(person.userId);
      expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('__session='))).toBe(true);
    });
  });

  it('synchronizes satellites with their primary domain by default', async () => {
    const satellite = { isSatellite: true, domain: 'sat.example', signInUrl: 'https://primary.example/sign-in' };
    const url = await start({ ...satellite, domain: ({ pathname }) => `sat-${pathname.length}.example` });
    const answer = await ask(`${url}/page`, pageHeaders);
    expect([answer.status, answer.headers.get('x-clerk-auth-reason')]).toEqual([307, 'satellite-needs-syncing']);
    const off = await start({ ...satellite, satelliteAutoSync: false });
    expect((await ask(`${off}/page`, pageHeaders)).status).toBe(200);
  });

  it('knows machines where they are accepted', async () => {
    const routes = {
      job: {
        path: 'job',
        module: {
          loader: async (args: LoaderFunctionArgs) => {
            const { userId, tokenType } = await getAuth(args, { acceptsToken: 'api_key' });
            return new Response(JSON.stringify({ userId, tokenType }));
          },
        },
      },
    };
    const url = await start({}, { routes });
    const { secret } = await emulator.mintApiKey({ subject: person.userId });
    expect(await (await ask(`${url}/job`, bearer(secret))).json()).toEqual({
      userId: person.userId,
      tokenType: 'api_key',
    });
    expect(await (await ask(`${url}/job`, { cookie: person.cookie })).json()).toMatchObject({ userId: null });
  });
});
