import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pageHeaders } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { addAuthHeaders, clerkClient, configureClerk, getAuth, rootAuthLoader } from '../src/ssr.server.js';
import type { RequestArgs, RootAuthLoaderOptions } from '../src/ssr.server.js';
import { signIn } from './person.js';
import { serveRemix } from './serve-remix.js';

let emulator: Emulator;
useEmulator((started) => (emulator = started));
beforeEach(() => configureClerk({}));

const tenantOf = ({ request }: RequestArgs) => request.headers.get('x-tenant');
/** The options of a tenant. The token of a test counts for the tenant `own` only. */
const optionsOf = (args: RequestArgs): RootAuthLoaderOptions =>
  tenantOf(args) === 'own' ? {} : { authorizedParties: ['https://other.example'] };

type Source = Parameters<typeof rootAuthLoader>[2];

/** A root that gives its options in one form, and a resource route, where no root loader runs. */
async function start(sourceOf: (args: RequestArgs) => Source) {
  const errors: unknown[] = [];
  const url = await serveRemix({
    onError: (error) => errors.push(error),
    root: { loader: (args: LoaderFunctionArgs) => rootAuthLoader(args, () => null, sourceOf(args)) },
    routes: {
      page: { path: 'page', module: { default: () => null } },
      me: {
        path: 'me',
        module: { loader: async (args: LoaderFunctionArgs) => Response.json({ id: (await getAuth(args)).userId }) },
      },
    },
  });
  const { cookie, userId } = await signIn(emulator, url);
  const ask = (path: string, tenant: string) => fetch(url + path, { headers: { cookie, 'x-tenant': tenant } });
  return { errors, userId, ask };
}

describe('the options of the root loader, in routes where it does not run', () => {
  it('are those of the request, if a function gives them', async () => {
    const { ask, userId } = await start(() => (args) => optionsOf(args));
    for (const tenant of ['own', 'other', 'own']) {
      await ask('/page', tenant);
      expect([tenant, await (await ask('/me', 'own')).json()]).toEqual([tenant, { id: userId }]);
      expect([tenant, await (await ask('/me', 'other')).json()]).toEqual([tenant, { id: null }]);
    }
  });

  it.each([
    ['objects', (args: RequestArgs) => optionsOf(args)],
    ['closures', (args: RequestArgs) => () => optionsOf(args)],
    ['promises', (args: RequestArgs) => () => Promise.resolve(optionsOf(args))],
  ])('are never those of another request: %s that differ are an error', async (_form, sourceOf) => {
    const { ask, errors, userId } = await start(sourceOf);
    await ask('/page', 'own');
    expect(await (await ask('/me', 'own')).json()).toEqual({ id: userId });
    await ask('/page', 'other');
    for (const tenant of ['own', 'other']) expect((await ask('/me', tenant)).status).toBe(500);
    expect(errors).toEqual([
      expect.objectContaining({ code: 'options_contradictory' }),
      expect.objectContaining({ code: 'options_contradictory' }),
    ]);
    // The root loader of the request says which ones hold.
    expect((await ask('/page', 'own')).status).toBe(200);
  });

  it('may be new objects and functions of the URL with each request', async () => {
    const { ask } = await start(() => ({
      authorizedParties: ['https://other.example'],
      isSatellite: (url: URL) => url.hostname === 'satellite.example',
    }));
    for (let count = 0; count < 3; count += 1) {
      await ask('/page', 'own');
      expect(await (await ask('/me', 'own')).json()).toEqual({ id: null });
    }
  });

  it('are the same ones also if many calls have options of their own', async () => {
    const { ask } = await start(() => ({ authorizedParties: ['https://other.example'] }));
    await ask('/page', 'own');
    for (let count = 0; count < 20; count += 1) {
      const args = { request: new Request(`http://app.example/${String(count)}`), context: {} };
      await getAuth(args, { authorizedParties: [`https://${String(count)}.example`] });
    }
    await ask('/page', 'own');
    expect(await (await ask('/me', 'own')).json()).toEqual({ id: null });
  });

  it('that could not be had are the failure of their request alone', async () => {
    const { ask, userId } = await start((args) => () => {
      if (tenantOf(args) === 'broken') throw new Error('no options');
      return {};
    });
    expect((await ask('/page', 'own')).status).toBe(200);
    expect((await ask('/page', 'broken')).status).toBe(500);
    expect(await (await ask('/me', 'own')).json()).toEqual({ id: userId });
  });
});

it('warns if options of the root loader come after requests that they should have counted for', async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error) => warnings.push(message);
  process.on('warning', listen);
  const { ask } = await start(() => ({ authorizedParties: ['https://other.example'] }));
  await ask('/me', 'own');
  await ask('/page', 'own');
  await ask('/page', 'own');
  process.off('warning', listen);
  expect(warnings).toEqual([expect.stringContaining('configureClerk()')]);
});

it('lets options of clerkClient() count for more than a client among the options', async () => {
  const created = { users: { getUser: () => 'from the client of the options' } };
  configureClerk({ clerkClient: created as never });
  const args = { request: new Request('http://app.example/'), context: {} };
  expect(await clerkClient(args)).toBe(created);
  const other = await clerkClient(args, { secretKey: 'sk_test_other' });
  await expect(other.users.getUser('user_1')).rejects.toMatchObject({ status: 401 });
});

it('takes a context whose bindings are null', async () => {
  const args = { request: new Request('http://app.example/'), context: { env: null } };
  expect(await getAuth(args)).toMatchObject({ userId: null });
});

describe('addAuthHeaders', () => {
  it('lets no cache keep a document that sets cookies of one person', async () => {
    const url = await serveRemix({
      completeDocument: (request, context, response) => addAuthHeaders({ request, context }, response),
      root: { loader: (args: LoaderFunctionArgs) => rootAuthLoader(args) },
      routes: {
        page: { path: 'page', module: { default: () => null, headers: () => ({ 'cache-control': 'public' }) } },
      },
    });
    const { cookie, expired } = await signIn(emulator, url);
    const open = (sent: string) => fetch(`${url}/page`, { headers: { ...pageHeaders, cookie: sent } });
    const renewed = await open(expired);
    expect([renewed.status, renewed.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(renewed.headers.getSetCookie().filter((pair) => pair.startsWith('__session='))).toHaveLength(1);
    expect((await open(cookie)).headers.get('cache-control')).toBe('public');
  });
});
