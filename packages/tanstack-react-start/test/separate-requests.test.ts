import type { Emulator } from '@acme/emulator';
import { useEmulator } from 'adapter-kit';
import { createClerkClient } from '@acme/backend';
import { createMiddleware } from '@tanstack/react-start';
import { setTimeout as pause } from 'node:timers/promises';
import { bearer, pageHeaders, withEnvironment } from 'testing';
import { describe, expect, it } from 'vitest';
import { createMiddlewareParts } from '../src/middleware-parts.js';
import { auth, clerkClient, protect, type ClerkMiddlewareOptionsSource } from '../src/server.js';
import type { Application } from './contract/current-application.js';
import { serveStart } from './contract/serve-start.js';

let emulator: Emulator;
useEmulator((started) => (emulator = started));

/** `clerkMiddleware()` with a memo of its own, because each server of a test has another environment. */
function clerkMiddleware(options: ClerkMiddlewareOptionsSource = {}) {
  const { authenticate } = createMiddlewareParts();
  return createMiddleware().server(({ request, next }) =>
    authenticate(options, { request, next: (context) => next({ context }) }),
  );
}

const who = async () => Response.json({ userId: (await auth()).userId });
const serve = (
  routes: Application['routes'],
  options?: ClerkMiddlewareOptionsSource,
  others: Parameters<typeof serveStart>[0]['middleware'] = () => [],
) => serveStart({ middleware: () => [clerkMiddleware(options), ...others()], routes });
const ask = (url: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', ...init, headers });

/** The cookies of somebody whose session the server can renew by itself. */
async function expired(url: string) {
  const { cookieHeader, sessionId, userId } = await emulator.signIn('ada@example.com', { origin: url });
  const claims = { sid: sessionId, azp: url };
  const token = await emulator.mintSessionToken({ userId, claims, expiresInSeconds: -60 });
  return cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${token}`);
}

describe('TanStack Start', () => {
  it('tells requests apart that are answered at the same time', async () => {
    let count = 0;
    const slow = async () => {
      await pause((count += 7) % 20);
      const { userId } = await auth();
      await pause((count += 7) % 20);
      return Response.json({ ids: [userId, (await auth()).userId] });
    };
    const url = await serve({ '/slow': slow });
    const ada = await emulator.signIn('ada@example.com', { origin: url });
    const grace = await emulator.signIn('grace@example.com', { origin: url });
    const people = Array.from({ length: 30 }, (_, index) => [ada, grace, undefined][index % 3]);
    const found = await Promise.all(
      people.map(async (person): Promise<unknown> =>
        (await ask(`${url}/slow`, person ? bearer(person.token) : {})).json(),
      ),
    );
    expect(found).toEqual(people.map((person) => ({ ids: [person?.userId ?? null, person?.userId ?? null] })));
  });

  it('signs nobody in who sends the names under which the server stores the state', async () => {
    const { token } = await emulator.signIn('ada@example.com');
    const forged = {
      'x-clerk-auth-status': 'signed-in',
      'x-clerk-auth-token': token,
      'x-clerk-request-data': 'x',
      'acme-tanstack-react-start': token,
      auth: token,
    };
    const url = await serve({ '/who': who });
    expect(await (await ask(`${url}/who`, forged)).json()).toEqual({ userId: null });
  });

  it('knows who sends the request also if middleware of the application changes the context', async () => {
    const changes = () => [
      createMiddleware().server(({ next }) =>
        next({ context: { auth: 'mine', clerkInitialState: undefined, '@acme/tanstack-react-start': undefined } }),
      ),
    ];
    const url = await serve({ '/who': who }, {}, changes);
    const { token, userId } = await emulator.signIn('ada@example.com', { origin: url });
    expect(await (await ask(`${url}/who`, bearer(token))).json()).toEqual({ userId });
    expect(await (await ask(`${url}/who`)).json()).toEqual({ userId: null });
  });

  it('gives the cookies of a renewed session with each answer, which no cache may keep', async () => {
    const own = { headers: { 'cache-control': 'public, max-age=60' } };
    const streamed = () => {
      const body = new ReadableStream({
        async pull(controller) {
          await pause(10);
          controller.enqueue(new TextEncoder().encode('later'));
          controller.close();
        },
      });
      return new Response(body, own);
    };
    const thrown = (value: unknown) => () => {
      throw value;
    };
    const url = await serve({
      '/streamed': streamed,
      '/refused': thrown(new Response('no', { status: 403, ...own })),
      '/redirected': thrown(Response.redirect('https://elsewhere.example/')),
      '/guarded': async () => Response.json(await protect({ role: 'org:admin' })),
    });
    const cookie = await expired(url);
    for (const path of ['streamed', 'refused', 'redirected', 'guarded']) {
      const { headers } = await ask(`${url}/${path}`, { cookie });
      const cookies = headers.getSetCookie().filter((pair) => pair.startsWith('__session='));
      expect([path, cookies.length, headers.get('cache-control')]).toEqual([path, 1, 'private, no-store']);
    }
  });

  it('lets options of clerkClient() count for more than a client of the middleware, and undefined ones for nothing', async () => {
    const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl, CLERK_PUBLISHABLE_KEY: publishableKey } = emulator.env;
    const { userId } = await emulator.signIn('ada@example.com');
    const load = async ({ request }: { readonly request: Request }) => {
      const key = new URL(request.url).searchParams.get('key') ?? undefined;
      const found = await clerkClient({ secretKey: key })
        .users.getUser(userId)
        .catch(({ status }: { status: number }) => ({ id: status }));
      return Response.json({ id: found.id });
    };
    const keyed = { secretKey, apiUrl, publishableKey };
    const withClient = await serve({ '/load': load }, { ...keyed, clerkClient: createClerkClient(keyed) });
    const without = await serve({ '/load': load }, keyed);
    withEnvironment({}, { without: 'CLERK_' });
    for (const url of [without, withClient]) {
      expect(await (await ask(`${url}/load`)).json()).toEqual({ id: userId });
      expect(await (await ask(`${url}/load?key=sk_test_wrong`)).json()).toEqual({ id: 401 });
    }
  });
});

describe('protect() of a page that calls a server function', () => {
  it.each([
    'https://elsewhere.example/page',
    '//elsewhere.example/page',
    'javascript:alert(1)',
    '\\\\elsewhere.example',
    'http://user:password@elsewhere.example/',
    '%%%',
    'data:text/html,x',
  ])('sends nobody back to another site: Referer %s', async (referer) => {
    const url = await serve({ '/guarded': async () => Response.json(await protect()) });
    const call = { 'x-tsr-serverfn': 'true', 'sec-fetch-dest': 'empty', cookie: '__clerk_db_jwt=dvb_1', referer };
    const { headers } = await ask(`${url}/guarded`, call);
    const location = new URL(headers.get('location') ?? '');
    expect(new URL(location.searchParams.get('redirect_url') ?? '').origin).toBe(url);
  });

  it('stays on this site with a path of the site that looks like another one', async () => {
    const url = await serve({ '/guarded': async () => Response.json(await protect()) });
    for (const path of [
      '//elsewhere.example/x',
      '/\\elsewhere.example',
      '/%5celsewhere.example',
      '/?redirect_url=//elsewhere.example',
    ]) {
      const call = { 'x-tsr-serverfn': 'true', cookie: '__clerk_db_jwt=dvb_1', referer: url + path };
      const location = new URL((await ask(`${url}/guarded`, call)).headers.get('location') ?? '');
      expect(new URL(location.searchParams.get('redirect_url') ?? '').origin).toBe(url);
    }
    expect((await ask(`${url}/guarded`, { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' })).status).toBe(302);
  });
});
