import { createFill, useEmulator } from 'adapter-kit';
import type { Emulator } from '@acme/emulator';
import type { APIContext, MiddlewareHandler } from 'astro';
import express from 'express';
import { bearer, pageHeaders } from 'testing';
import { describe, expect, it, vi } from 'vitest';
import { clerkMiddleware, protect, type ClerkMiddlewareHandler } from '../src/server.js';
import { majors } from './astro-versions.js';
import { loadApplication, serve, serveApplication } from './serve-application.js';

let emulator: Emulator;
useEmulator((started) => {
  emulator = started;
});

const who = ({ locals }: APIContext) => Response.json({ userId: locals.auth().userId });

/** What a browser has whose session must be renewed. */
async function renewable(url: string): Promise<Readonly<Record<string, string>>> {
  const fill = await createFill({ emulator, url });
  return { ...pageHeaders, cookie: fill('{expired cookies with refresh}') };
}

const namesOf = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0]);

const renewed = expect.arrayContaining([
  '__session',
  expect.stringMatching(/^__session_/),
  expect.stringMatching(/^__refresh_/),
  expect.stringMatching(/^__client_uat_/),
]) as unknown;

/** The middleware, and how often it has decided. */
function counted(handler?: ClerkMiddlewareHandler): {
  readonly onRequest: MiddlewareHandler;
  readonly count: () => number;
} {
  const options = vi.fn(() => ({}));
  return {
    onRequest: handler ? clerkMiddleware(handler, options) : clerkMiddleware(undefined, options),
    count: () => options.mock.calls.length,
  };
}

describe.each(majors)('a renewed session in Astro %i', (major) => {
  it.each([404, 500])('reaches the browser with an empty %i, as do the cookies of the application', async (status) => {
    const url = await serveApplication({ onRequest: clerkMiddleware(), route: who }, major);
    const answer = await fetch(`${url}/empty/${String(status)}`, { headers: await renewable(url) });
    expect([answer.status, answer.headers.get('x-own')]).toEqual([status, 'own']);
    expect(namesOf(answer)).toEqual(renewed);
    expect(namesOf(answer)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(new Set(namesOf(answer)).size).toBe(namesOf(answer).length);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    if (status === 404) expect(await answer.text()).toMatch(/There is no such page, user_/);
  });

  it('reaches the browser where a page fails, and the page for errors is a file that was built', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const failure = new Error('The route fails.');
    const route = () => {
      throw failure;
    };
    const own = clerkMiddleware();
    let passes = 0;
    // Astro runs no middleware for such a file, so this one does not run for the page for errors.
    const onRequest: MiddlewareHandler = (context, next) => (passes++ ? next() : own(context, next));
    const url = await serveApplication({ onRequest, route }, major);
    const answer = await fetch(`${url}/fails`, { headers: await renewable(url) });
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(namesOf(answer)).toEqual(renewed);
    expect(new Set(namesOf(answer)).size).toBe(namesOf(answer).length);
    expect(logged).toHaveBeenCalledWith(failure);
  });

  it('reaches the browser with the page for errors, which knows who is signed in', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const route = () => {
      throw new Error('The route fails.');
    };
    const url = await serveApplication({ onRequest: clerkMiddleware(), route }, major);
    const headers = { ...(await renewable(url)), 'x-error-page': 'yes' };
    const answer = await fetch(`${url}/fails`, { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, expect.stringMatching(/^text\/html/)]);
    expect(await answer.text()).toMatch(/It failed for user_/);
    expect(namesOf(answer)).toEqual(renewed);
    expect(answer.headers.has('x-astro-reroute')).toBe(false);
  });

  it('reaches the browser with an empty 404 of an endpoint, which gets no page', async () => {
    const route = () => new Response(null, { status: 404 });
    const url = await serveApplication({ onRequest: clerkMiddleware(), route }, major);
    const answer = await fetch(`${url}/endpoint`, { headers: await renewable(url) });
    expect([answer.status, await answer.text()]).toEqual([404, '']);
    expect(namesOf(answer)).toEqual(renewed);
  });

  it('is renewed once, and its cookies are set once, whatever is rewritten', async () => {
    const handler: ClerkMiddlewareHandler = (_, { url, rewrite, request }, next) => {
      if (url.pathname === '/by-handler') return rewrite('/page');
      if (url.pathname === '/by-next') return next('/page');
      if (url.pathname === '/by-request') return rewrite(new Request(new URL('/page', request.url)));
    };
    const { onRequest, count } = counted(handler);
    const url = await serveApplication({ onRequest, route: who }, major);
    for (const path of ['/by-handler', '/by-next', '/by-request', '/rewriting']) {
      const before = count();
      const answer = await fetch(url + path, { headers: await renewable(url) });
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.stringMatching(/id="user">user_/)]);
      expect([path, count() - before]).toEqual([path, 1]);
      expect(namesOf(answer)).toEqual(renewed);
      expect(new Set(namesOf(answer)).size).toBe(namesOf(answer).length);
    }
  });
});

describe.each(majors)('rewriting in Astro %i', (major) => {
  it('lets the handler guard the page that is rewritten to', async () => {
    const handler: ClerkMiddlewareHandler = (_, context) => {
      if (context.url.pathname === '/page') protect(context);
    };
    const url = await serveApplication({ onRequest: clerkMiddleware(handler), route: who }, major);
    const stranger = { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' };
    const answer = await fetch(`${url}/rewriting`, { headers: stranger, redirect: 'manual' });
    const location = new URL(answer.headers.get('location') ?? '');
    // Back to the address that the person knows.
    expect([answer.status, location.searchParams.get('redirect_url')]).toEqual([302, `${url}/rewriting`]);
  });
});

describe.each(majors)('Astro %i in a server of Express', (major) => {
  it('keeps what the server hands over in locals, and shows it to the page for errors', async () => {
    const { token, userId } = await emulator.signIn('ada@example.com');
    const seen: unknown[] = [];
    const onRequest = clerkMiddleware((auth, { locals, url }, next) => {
      seen.push([url.pathname, (locals as { db?: unknown }).db, auth().userId, locals.auth().userId]);
      return next();
    });
    const route = (context: APIContext) => {
      if (context.url.pathname === '/fails') throw new Error('The route fails.');
      return Response.json(context.locals, { headers: { 'x-user': protect(context).userId } });
    };
    const handler = await loadApplication({ onRequest, route }, major);
    const app = express();
    app.use((request, response, next) => handler(request, response, next, { db: 'db', auth: 'own' }));
    const url = await serve(app);
    const answer = await fetch(`${url}/who`, { headers: bearer(token) });
    expect([answer.headers.get('x-user'), await answer.json()]).toEqual([
      userId,
      expect.objectContaining({ db: 'db' }),
    ]);
    const failed = await fetch(`${url}/fails`);
    expect([failed.status, failed.headers.get('x-clerk-auth-status')]).toEqual([500, 'signed-out']);
    expect(seen).toEqual([
      ['/who', 'db', userId, userId],
      ['/fails', 'db', null, null],
      ['/fails', 'db', null, null],
    ]);
  });

  it('signs nobody in with the request of somebody else, where a server hands over the same locals', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { token, userId } = await emulator.signIn('ada@example.com');
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    let arrived = () => undefined as void;
    const isHeld = new Promise<void>((resolve) => (arrived = resolve));
    const route = async (context: APIContext) => {
      if (context.url.pathname === '/held') {
        arrived();
        await held;
      }
      return who(context);
    };
    const handler = await loadApplication({ onRequest: clerkMiddleware(), route }, major);
    const shared = {};
    const url = await serve((request, response) => handler(request, response, undefined, shared));
    const first = fetch(`${url}/held`, { headers: bearer(token) });
    await isHeld;
    expect((await fetch(`${url}/who`)).status).toBe(500);
    release();
    expect(await (await first).json()).toEqual({ userId });
    expect((await fetch(`${url}/who`)).status).toBe(500);
    expect(logged.mock.calls.join()).toContain('locals');
  });
});

describe.each(majors)('requests at the same time in Astro %i', (major) => {
  it('do not disturb each other in one middleware', async () => {
    const route = async (context: APIContext) => {
      await new Promise(setImmediate);
      return Response.json([protect(context).userId, context.locals.auth().userId, context.locals.authToken]);
    };
    const url = await serveApplication({ onRequest: clerkMiddleware(), route }, major);
    const people = await Promise.all(emulator.users.map(({ emailAddress }) => emulator.signIn(emailAddress)));
    expect(people.length).toBeGreaterThan(1);
    const requests = Array.from({ length: 5 }, () => people).flat();
    const answers = await Promise.all(
      requests.map(async ({ token }): Promise<unknown> =>
        (await fetch(`${url}/who`, { headers: bearer(token) })).json(),
      ),
    );
    expect(answers).toEqual(requests.map(({ userId, token }) => [userId, userId, token]));
  });
});
