import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import type { LoaderFunction, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { configureClerk, getAuth, handleDataRequest, protect } from '../src/ssr.server.js';
import { signIn } from './person.js';
import { serveRemix, type Application } from './serve-remix.js';

let emulator: Emulator;
useEmulator((started) => (emulator = started));
beforeEach(() => configureClerk({}));

const page = () => null;
const script = { 'sec-fetch-dest': 'empty' };

/** The clock that the loaders read goes on, and the test does not wait. */
function pass(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
}

describe.each([
  ['without single fetch', false],
  ['with single fetch', true],
])('the answer to a request for data %s', (_mode, singleFetch) => {
  const dataOf = (url: string, search = '') =>
    singleFetch ? `${url}/page.data${search.replace('&', '?')}` : `${url}/page?_data=page${search}`;
  const start = (loader: LoaderFunction, more: Partial<Application> = {}) =>
    serveRemix({
      singleFetch,
      handleDataRequest,
      routes: { page: { path: 'page', module: { default: page, loader } } },
      ...more,
    });

  it('has the cookies of a renewed session and the way to sign-in also if loaders are slow', async () => {
    const url = await start(async (args) => {
      const { isAuthenticated } = await getAuth(args);
      if (!isAuthenticated) await protect(args).finally(() => pass(8));
      pass(8);
      return null;
    });
    const { expired } = await signIn(emulator, url);
    try {
      const renewed = await fetch(dataOf(url), { headers: { ...script, cookie: expired } });
      expect(renewed.headers.getSetCookie().some((cookie) => cookie.startsWith('__session='))).toBe(true);
      const refused = await fetch(dataOf(url), { headers: script });
      expect(refused.headers.get('x-remix-reload-document') ?? (await refused.text())).toMatch(/true|reload/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is an error of the application if options cannot be used, not a failure of the server', async () => {
    const errors: unknown[] = [];
    configureClerk(() => ({ secretkey: 'x' }) as object);
    const url = await start((args) => getAuth(args), { onError: (error) => errors.push(error) });
    const answer = await fetch(dataOf(url), { headers: script });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secretkey');
    expect(errors).toEqual([expect.objectContaining({ code: 'option_unknown' })]);
  });

  it('stays on this site, whatever the address is made of', async () => {
    const url = await start(async (args) => (await protect(args)).userId, {
      routes: {
        all: {
          path: '*',
          module: { default: page, loader: async (args: LoaderFunctionArgs) => (await protect(args)).userId },
        },
      },
    });
    for (const path of [
      '//elsewhere.example/page',
      '/\\elsewhere.example/page',
      '/%2f/elsewhere.example',
      '/.//elsewhere.example',
    ]) {
      const target = singleFetch ? `${url}${path}.data` : `${url}${path}?_data=all`;
      const answer = await fetch(target, { redirect: 'manual', headers: script });
      const location = answer.headers.get('x-remix-redirect') ?? answer.headers.get('location') ?? '';
      expect(new URL(location, url).host).toBe(new URL(url).host);
      expect(await answer.text()).not.toMatch(/"(?:\/\/|\/\\\\)elsewhere/);
    }
  });
});

it('tells people apart where all requests have one context and come at the same time', async () => {
  const context = {};
  const loader = async (args: LoaderFunctionArgs) => Response.json({ id: (await getAuth(args)).userId });
  const url = await serveRemix({ loadContext: () => context, routes: { me: { path: 'me', module: { loader } } } });
  const [ada, grace] = await Promise.all([
    emulator.signIn('ada@example.com', { origin: url }),
    emulator.signIn('grace@example.com', { origin: url }),
  ]);
  const people = Array.from({ length: 30 }, (_, index) => [ada, grace, undefined][index % 3]);
  const found = await Promise.all(
    people.map(async (person) => {
      const headers: Record<string, string> = person ? { cookie: person.cookieHeader } : {};
      return (await (await fetch(`${url}/me?_routes=a&index&_data=`, { headers })).json()) as { id: string | null };
    }),
  );
  expect(found.map(({ id }) => id)).toEqual(people.map((person) => person?.userId ?? null));
});
