import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import type { LoaderFunctionArgs } from 'react-router';
import { bearer, pageHeaders, withEnvironment } from 'testing';
import { describe, expect, it } from 'vitest';
import {
  clerkClient,
  clerkMiddleware,
  frontendApiProxyLoader,
  getAuth,
  protect,
  rootAuthLoader,
} from '../src/server.js';
import { majors, serveRoutes } from './serve-routes.js';

let emulator: Emulator;
let token: string;
let userId: string;
useEmulator(async (started) => {
  emulator = started;
  ({ token, userId } = await emulator.signIn('ada@example.com', { origin: 'https://app.example.com' }));
});

const page = () => 'page';
const script = { accept: '*/*', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };
const stranger = { cookie: '__clerk_db_jwt=dvb_1' };
const middleware = [clerkMiddleware()];
const who = async (args: LoaderFunctionArgs) => Response.json({ userId: (await getAuth(args)).userId });
const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, { redirect: 'manual', headers });

describe.each(majors)('React Router %i', (major) => {
  it('signs nobody in with the request of somebody else, where an application shares a context', async () => {
    const url = await serveRoutes(major, {
      root: { middleware },
      routes: { who: { loader: who } },
      sharesContext: true,
    });
    expect(await (await ask(`${url}/who`, bearer(token))).json()).toEqual({ userId });
    const second = await ask(`${url}/who`);
    expect([second.status, await second.text()]).toEqual([500, expect.stringContaining('RouterContextProvider')]);
  });

  it('authenticates once, with the first of several registrations', async () => {
    const inner = clerkMiddleware({ authorizedParties: ['https://other.example'] });
    const routes = { who: { loader: who, middleware: [inner, ...middleware] } };
    const url = await serveRoutes(major, { root: { middleware }, routes });
    expect(await (await ask(`${url}/who`, bearer(token))).json()).toEqual({ userId });
  });

  it('keeps the data of a page whose loader has caught the refusal', async () => {
    const loader = async (args: LoaderFunctionArgs) => {
      const found = await protect(args).catch(() => undefined);
      return { isMember: found !== undefined };
    };
    const url = await serveRoutes(major, { root: { middleware }, routes: { page: { loader, Component: page } } });
    // React Router 8 says in the address that the data of a page is requested.
    const response = await ask(`${url}/page.data`, { ...script, ...stranger });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('isMember')]);
  });

  it('answers a script with 401, whatever the query of the address ends with', async () => {
    const loader = async (args: LoaderFunctionArgs) => Response.json(await protect(args));
    const url = await serveRoutes(major, { root: { middleware }, routes: { api: { loader } } });
    expect((await ask(`${url}/api?file=report.data`, { ...script, ...stranger })).status).toBe(401);
  });

  it.each([
    ['an object', { frontendApiProxy: { enabled: false } }],
    ['a function', () => ({ frontendApiProxy: { enabled: () => false } })],
  ])('has no proxy where it is off in %s of options', async (_form, options) => {
    withEnvironment({ CLERK_FAPI_URL: emulator.url });
    const routes = { '__clerk/*': { loader: frontendApiProxyLoader, action: frontendApiProxyLoader } };
    const url = await serveRoutes(major, { root: { middleware: [clerkMiddleware(options)] }, routes });
    expect((await ask(`${url}/__clerk/v1/environment`)).status).toBe(404);
  });

  it('keeps the keys of the middleware if an option of clerkClient() is undefined', async () => {
    const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl, CLERK_PUBLISHABLE_KEY: publishableKey } = emulator.env;
    withEnvironment({}, { without: 'CLERK_' });
    const loader = async (args: LoaderFunctionArgs) => {
      const { id } = await clerkClient(args, { secretKey: undefined }).users.getUser(userId);
      return Response.json({ id });
    };
    const options = { secretKey, apiUrl, publishableKey };
    const url = await serveRoutes(major, {
      root: { middleware: [clerkMiddleware(options)] },
      routes: { user: { loader } },
    });
    expect(await (await ask(`${url}/user`)).json()).toEqual({ id: userId });
  });

  it('explains an answer of the root loader whose JSON is broken', async () => {
    const broken = () => new Response('{', { headers: { 'content-type': 'application/json' } });
    const loader = (args: LoaderFunctionArgs) => rootAuthLoader(args, broken);
    const url = await serveRoutes(major, { root: { middleware, loader }, routes: { page: { Component: page } } });
    const response = await ask(`${url}/page`, { ...pageHeaders, ...stranger });
    expect(await response.json()).toMatchObject({ code: 'option_invalid' });
  });

  it('lets no cache keep a streamed document with the cookies of a renewed session, also if the route throws', async () => {
    const loaders = {
      streamed: () => ({ later: new Promise((resolve) => setTimeout(resolve, 20, 'later')) }),
      refused: () => {
        throw new Response('no', { status: 403, headers: { 'cache-control': 'public, max-age=60' } });
      },
      failed: () => {
        throw new Error('failed');
      },
    };
    const pages = Object.entries(loaders).map(([path, loader]) => [path, { loader, Component: page }] as const);
    const resources = Object.entries(loaders).map(([path, loader]) => [`api/${path}`, { loader }] as const);
    const url = await serveRoutes(major, {
      root: { middleware },
      routes: Object.fromEntries([...pages, ...resources]),
    });
    const { cookieHeader, sessionId } = await emulator.signIn('ada@example.com', { origin: url });
    const expired = await emulator.mintSessionToken({
      userId,
      claims: { sid: sessionId, azp: url },
      expiresInSeconds: -60,
    });
    const cookie = cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
    for (const path of [
      'streamed',
      'streamed.data',
      'refused',
      'refused.data',
      'failed',
      'api/refused',
      'api/failed',
    ]) {
      const { headers } = await ask(`${url}/${path}`, { ...pageHeaders, cookie });
      const cookies = headers.getSetCookie().filter((pair) => pair.startsWith('__session='));
      expect([path, cookies.length, headers.get('cache-control')]).toEqual([path, 1, 'private, no-store']);
    }
  });

  it('believes no header of a client about its state', async () => {
    const url = await serveRoutes(major, { root: { middleware }, routes: { who: { loader: who } } });
    const forged = {
      'x-clerk-auth-status': 'signed-in',
      'x-clerk-auth-reason': '',
      'x-clerk-auth-token': token,
      'x-clerk-auth-signature': 'x',
      'x-clerk-request-data': 'x',
      'x-acme-auth-state': 'x',
      auth: token,
    };
    expect(await (await ask(`${url}/who`, forged)).json()).toEqual({ userId: null });
  });
});
