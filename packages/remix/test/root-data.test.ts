import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import { data, defer, json, redirect, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pageHeaders } from 'testing';
import { decode } from 'turbo-stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { configureClerk, rootAuthLoader, type RootAuthLoaderArgs } from '../src/ssr.server.js';
import { signIn, type Person } from './person.js';
import { serveRemix } from './serve-remix.js';

let emulator: Emulator;
useEmulator((started) => (emulator = started));
beforeEach(() => configureClerk({}));

const when = new Date(86_400_000);
const map = new Map([['a', 1]]);
const later = () => Promise.resolve('later');
const own = { status: 203, headers: { 'x-own': 'yes', 'set-cookie': 'own=1' } };
const thrown = (value: unknown) => {
  throw value;
};

/** What the function of `rootAuthLoader` gives, by the name in the address. */
const forms: Readonly<Record<string, (args: RootAuthLoaderArgs) => unknown>> = {
  object: ({ request }) => ({ userId: request.auth.userId }),
  null: () => null,
  rich: () => ({ when, map, slow: later() }),
  json: () => json({ a: 1 }, own),
  data: () => data({ when }, own),
  defer: () => defer({ a: 1, slow: later() }, own),
  resources: ({ request: { user, session, organization } }) => ({
    ids: [user?.id, session?.id, organization?.id ?? null],
  }),
  redirect: () => redirect('/page'),
  thrown: () => thrown(Response.redirect('https://elsewhere.example/')),
  undefined: () => undefined,
  list: () => [1],
  map: () => map,
  text: () => 'text',
  body: () => new Response('text'),
  failing: () => thrown(new Error('failed')),
};

const errors: unknown[] = [];
const start = (singleFetch: boolean) =>
  serveRemix({
    singleFetch,
    onError: (error) => errors.push(error),
    root: {
      loader: (args: LoaderFunctionArgs) => {
        const form = forms[new URL(args.request.url).searchParams.get('form') ?? ''] ?? (() => null);
        return rootAuthLoader(args, form, { loadUser: true, loadSession: true, loadOrganization: true });
      },
    },
    routes: { page: { path: 'page', module: { default: () => null } } },
  });

type RootData = Readonly<Record<string, unknown>> & {
  readonly clerkState?: {
    readonly __internal_clerk_state: { readonly __clerk_ssr_state: { readonly userId: unknown } };
  };
};

/** The data of the root, as the router in the browser reads it. */
async function readData(response: Response): Promise<RootData> {
  if (response.headers.get('content-type')?.includes('json')) return (await response.json()) as RootData;
  const body = response.body ?? new ReadableStream();
  const { value } = await decode(body);
  const { root } = value as { readonly root: { readonly data: RootData } };
  return root.data;
}

describe.each([
  ['without single fetch', false],
  ['with single fetch', true],
])('rootAuthLoader %s', (_mode, singleFetch) => {
  let url: string;
  let person: Person;
  beforeEach(async () => {
    url = await start(singleFetch);
    person = await signIn(emulator, url);
    errors.length = 0;
  });
  const document = (form: string, cookie = person.cookie) =>
    fetch(`${url}/page?form=${form}`, { redirect: 'manual', headers: { ...pageHeaders, cookie } });
  const requestData = (form: string, cookie = person.cookie) =>
    fetch(singleFetch ? `${url}/page.data?form=${form}` : `${url}/page?form=${form}&_data=root`, {
      redirect: 'manual',
      headers: { 'sec-fetch-dest': 'empty', cookie },
    });
  const knows = (userId: unknown) => ({
    clerkState: { __internal_clerk_state: { __clerk_ssr_state: { userId } } },
  });

  it.each(['object', 'null', 'rich', 'json', 'data', 'resources'])('adds the state to %s', async (form) => {
    // Remix itself has data() with single fetch only.
    if (form === 'data' && !singleFetch) return;
    for (const [cookie, userId] of [
      [person.cookie, person.userId],
      [person.expired, person.userId],
      ['', null],
    ] as const) {
      const answer = await requestData(form, cookie);
      expect([form, answer.status]).toEqual([form, form === 'json' || form === 'data' ? 203 : 200]);
      expect(await readData(answer)).toMatchObject(knows(userId));
    }
  });

  it('gives the function who is signed in, and what was to be loaded', async () => {
    expect(await readData(await requestData('object'))).toMatchObject({ userId: person.userId });
    const { ids } = (await readData(await requestData('resources'))) as { ids: readonly unknown[] };
    expect(ids).toEqual([person.userId, expect.stringMatching(/^sess_/), null]);
  });

  it('puts no function, no secret and no private metadata into the state', async () => {
    const text = await (await requestData('object')).text();
    expect(text).not.toContain(emulator.secretKey);
    expect(text).not.toContain('private_metadata');
  });

  it('keeps status, cookies and headers of json()', async () => {
    const answer = await document('json');
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([203, ['own=1']]);
    const renewed = await document('json', person.expired);
    const names = renewed.headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0]);
    expect(names).toEqual(expect.arrayContaining(['own', '__session']));
  });

  it('keeps dates, maps and promises with single fetch, whether headers are added or not', async () => {
    for (const cookie of [person.cookie, person.expired, '']) {
      const found = await readData(await requestData('rich', cookie));
      if (!singleFetch) {
        expect(found).toMatchObject({ when: when.toJSON(), map: {} });
        continue;
      }
      expect([found['when'], found['map'], await found['slow']]).toEqual([when, map, 'later']);
    }
    if (singleFetch) expect((await readData(await requestData('data')))['when']).toEqual(when);
  });

  it('streams defer(), with its status and its headers', async () => {
    for (const cookie of [person.cookie, person.expired, '']) {
      const answer = await requestData('defer', cookie);
      expect(answer.status).toBe(203);
      if (!singleFetch) expect(answer.headers.get('x-own')).toBe('yes');
      expect(await answer.text()).toMatch(/clerkState[^]*later/);
    }
  });

  it('lets redirects through, with the cookies of a renewed session', async () => {
    for (const [form, to] of [
      ['redirect', '/page'],
      ['thrown', 'https://elsewhere.example/'],
    ] as const) {
      const answer = await document(form, person.expired);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, to]);
      expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('__session='))).toBe(true);
    }
  });

  it.each([
    ['undefined', /undefined came/],
    ['list', /a list came/],
    ['map', /something else came/],
    ['text', /a string came/],
    ['body', /body is not JSON/],
  ])('explains why the state cannot be added to %s', async (form, message) => {
    expect((await document(form)).status).toBe(500);
    expect(errors).toEqual([
      expect.objectContaining({ code: 'option_invalid', message: expect.stringMatching(message) as string }),
    ]);
  });

  it('passes on what the function throws', async () => {
    expect((await document('failing')).status).toBe(500);
    expect(errors).toEqual([expect.objectContaining({ message: 'failed' })]);
  });
});
