import { createEmulator, type Emulator } from '@acme/emulator';
import type { APIContext } from 'astro';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atTheEnd, bearer, pageHeaders, withEnvironment } from 'testing';
import { sendRaw } from 'adapter-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { clerkMiddleware, protect } from '../src/server.js';
import { folders, majors, type Major } from './astro-versions.js';
import { builtSignUpUrl, secrets } from './build-app.js';
import { serveApplication } from './serve-application.js';

/** What a browser has that has been here, and is signed out. */
const signedOut = { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' };

function filesIn(major: Major, folder: string): readonly string[] {
  return readdirSync(join(folders[major], 'dist', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

describe.each(majors)('what Astro %i builds with secrets in a file .env', (major) => {
  it.each(Object.keys(secrets) as (keyof typeof secrets)[])('has no %s', (name) => {
    const files = [...filesIn(major, 'client'), ...filesIn(major, 'server')];
    expect(files.filter((text) => text.includes(secrets[name]))).toEqual([]);
  });

  it('has the variables that browsers may see', () => {
    expect(filesIn(major, 'server').some((text) => text.includes(builtSignUpUrl))).toBe(true);
  });
});

describe.each(majors)('an application that Astro %i has built', (major) => {
  let emulator: Emulator;
  let url: string;
  beforeAll(async () => {
    emulator = await createEmulator({ seed: { users: [{ email_address: 'ada@example.com', first_name: 'Ada' }] } });
    atTheEnd(() => emulator.close());
    withEnvironment(emulator.envFor('astro'), { without: 'CLERK_' });
    url = await serveApplication(undefined, major);
  });

  async function ask(path: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}) {
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  const session = () => emulator.signIn('ada@example.com', { origin: url });

  it('knows in a page who is signed in, and loads the person', async () => {
    const { cookieHeader: cookie, userId } = await session();
    expect((await ask('/page', { ...pageHeaders, cookie })).text).toContain(`<p id="user">${userId}</p>`);
    expect((await ask('/profile', { ...pageHeaders, cookie })).text).toContain('<p id="name">Ada</p>');
    expect((await ask('/page')).text).toContain('<p id="user">nobody</p>');
  });

  it('serves metadata for clients of OAuth where they look first, also to browsers', async () => {
    const path = '/.well-known/oauth-protected-resource/mcp';
    const { status, text } = await ask(path);
    expect([status, JSON.parse(text)]).toEqual([
      200,
      expect.objectContaining({ resource: 'https://api.example.com/mcp', bearer_methods_supported: ['header'] }),
    ]);
    const preflight = await ask(path, { origin: 'https://client.example' }, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });

  it('leaves a page without the official client package as it is', async () => {
    expect((await ask('/page')).text).not.toContain('__CLERK_ASTRO');
  });

  it('redirects who opens a protected page, and answers scripts with 401', async () => {
    const { status, headers } = await ask('/guarded-page?x=1', signedOut);
    const location = new URL(headers.get('location') ?? '');
    expect([status, location.searchParams.get('redirect_url')]).toEqual([302, `${url}/guarded-page?x=1`]);
    expect(headers.get('x-clerk-auth-status')).toBe(null);
    expect((await ask('/guarded-page')).status).toBe(401);
    const { token, userId } = await session();
    expect((await ask('/guarded-page', bearer(token))).text).toContain(userId);
  });

  it('answers an action that protect() refuses with 401, and a form with the way to sign-in', async () => {
    const call = (headers: Readonly<Record<string, string>>, path = '/_actions/whoAmI') =>
      ask(path, headers, { method: 'POST', body: new FormData() });
    expect((await call({ accept: 'application/json' })).status).toBe(401);
    const { token, userId } = await session();
    expect((await call(bearer(token))).text).toContain(userId);
    const form = await call(signedOut, '/form?_action=whoAmI');
    expect([form.status, form.headers.get('location')]).toEqual([302, expect.stringContaining('/sign-in?')]);
  });

  it('leaves pages alone that are rendered when the application is built', () => {
    expect(filesIn(major, 'client').some((text) => text.includes('<p>undefined</p>'))).toBe(true);
  });

  it.each(['//evil.example/x', '/\\evil.example/x', 'http://evil.example/x'])(
    'leads nobody to another host who opens %s',
    async (target) => {
      const { port } = new URL(url);
      const head = `GET ${target} HTTP/1.1\r\nhost: localhost:${port}\r\naccept: text/html\r\nconnection: close\r\n\r\n`;
      const answer = await sendRaw(Number(port), head);
      expect(answer.status).toBeGreaterThanOrEqual(200);
      expect(answer.text).not.toContain('evil.example');
    },
  );
});

describe.each(majors)('an outage, in Astro %i', (major) => {
  it('is answered with 503 by protect(), and nobody is redirected', async () => {
    const emulator = await createEmulator();
    atTheEnd(() => emulator.close());
    const { token } = await emulator.signIn('ada@example.com');
    const options = { clockSkewInMs: 1, apiUrl: 'http://127.0.0.1:9', jwtKey: undefined };
    withEnvironment({ ...emulator.env, CLERK_JWT_KEY: '' }, { without: 'CLERK_' });
    const route = (context: APIContext) => Response.json(protect(context).userId);
    const url = await serveApplication({ onRequest: clerkMiddleware(options), route }, major);
    const answer = await fetch(url, { headers: { ...pageHeaders, ...bearer(token) }, redirect: 'manual' });
    expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
  });
});

describe.each(majors)('the page for errors of Astro %i', (major) => {
  it('knows who is signed in, and gets the headers of the decision', async () => {
    const emulator = await createEmulator();
    atTheEnd(() => emulator.close());
    withEnvironment(emulator.envFor('astro'), { without: 'CLERK_' });
    const { token, userId } = await emulator.signIn('ada@example.com');
    const seen: unknown[] = [];
    const middleware = clerkMiddleware((auth, { locals }, next) => {
      seen.push((locals as { auth?: () => { userId: unknown } }).auth?.().userId);
      return next();
    });
    const route = () => {
      throw new Error('The route fails.');
    };
    const url = await serveApplication({ onRequest: middleware, route }, major);
    const options = { headers: bearer(token) };
    expect((await fetch(url, options)).status).toBe(500);
    expect(seen).toEqual([userId, userId]);
    expect((await fetch(url)).headers.get('x-clerk-auth-status')).toBe('signed-out');
  });
});
