import { bearer, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { renewableCookies, serveApp, startEmulator, type ServedApp } from './served-app.js';

/** The variables of the emulator under Nuxt's own names alone, and what is changed. */
async function nuxtNames(changed: Readonly<Record<string, string | undefined>> = {}) {
  const emulator = await startEmulator();
  const plain = Object.fromEntries(Object.keys(emulator.env).map((name) => [name, undefined]));
  const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_API_URL } = emulator.env;
  const named = {
    NUXT_PUBLIC_CLERK_PUBLISHABLE_KEY: CLERK_PUBLISHABLE_KEY,
    NUXT_CLERK_SECRET_KEY: CLERK_SECRET_KEY,
    NUXT_CLERK_API_URL: CLERK_API_URL,
  };
  return { emulator, variables: { ...plain, ...named, ...changed } };
}

describe('the built application', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serveApp();
  });

  it('knows who sends the request in its own server/middleware', async () => {
    expect((await app.ask('/api/auth')).headers.get('x-seen')).toBe('function');
  });

  it('delivers every cookie of a renewed session, beside those of the route', async () => {
    const { status, headers } = await app.ask('/api/cookies', { cookie: await renewableCookies(app) });
    const names = headers.getSetCookie().map((cookie) => cookie.split('=', 1)[0]);
    const suffixed = names.filter((name) => /_[\w-]{8}$/.test(name ?? '')).map((name) => name?.slice(0, -9));
    expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(names).toEqual(expect.arrayContaining(['__session', '__client_uat', '__clerk_redirect_count', 'mine', 'a']));
    expect(suffixed).toEqual(expect.arrayContaining(['__session', '__client_uat', '__refresh']));
  });

  it('renews a session once, and puts it in no page that is cached for everybody', async () => {
    const page = await app.ask('/kept?renewed', { cookie: await renewableCookies(app) });
    expect([page.shown['auth'], page.headers.get('cache-control')]).toEqual([null, 'private, no-store']);
    const next = await app.ask('/kept?renewed');
    expect([next.headers.getSetCookie(), next.headers.get('cache-control')]).toEqual([
      [],
      expect.stringContaining('s-maxage'),
    ]);
  });

  it('keeps apart requests that are answered at the same time', async () => {
    const people = await Promise.all(
      ['ada', 'grace', 'alan'].map((name) => app.emulator.signIn(`${name}@example.com`, { origin: app.url })),
    );
    const visits = Array.from({ length: 24 }, (_, index) => people[index % 4]);
    const pages = await Promise.all(
      visits.map((person) => app.ask('/ssr', { ...pageHeaders, ...(person && bearer(person.token)) })),
    );
    expect(pages.map(({ status, shown }) => (status === 200 ? shown['userId'] : status))).toEqual(
      visits.map((person) => person?.userId ?? 307),
    );
  });

  it('signs nobody in by headers that the server might store something under', async () => {
    const { token } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const forged = {
      'x-clerk-auth-status': 'signed-in',
      'x-clerk-auth-token': token,
      'x-nitro-prerender': '/api/guarded',
      'x-nuxt-error': 'true',
      auth: token,
    };
    expect((await app.ask('/api/guarded', forged)).status).toBe(401);
    // Nuxt's own path for its error page is no way around a guard either.
    expect((await app.ask('/__nuxt_error?url=/guarded&statusCode=404', forged)).text).not.toContain('userId');
  });

  it.each(['HEAD', 'OPTIONS', 'POST', 'TRACE'])('lets no %s request pass a guard', async (method) => {
    const { status, text } = await app.ask('/api/guarded', {}, { method: method === 'TRACE' ? 'PUT' : method });
    expect([status, text.includes('userId')]).toEqual([401, false]);
  });

  it('answers HEAD as GET, without a body', async () => {
    const { token } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const { status, text } = await app.ask('/api/guarded', bearer(token), { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
  });

  it.each([
    '__session=%',
    '__session=a.b.c; __session=d',
    '=;;=;',
    `__session=${'x'.repeat(6000)}`,
    '__clerk_handshake=%00',
  ])('takes cookies for nobody that cannot be read: %.40s', async (cookie) => {
    const { status, text } = await app.ask('/api/guarded', { cookie });
    expect([status, text.includes('userId')]).toEqual([401, false]);
  });

  it('never leads to another host by a path that looks like one', async () => {
    for (const path of ['//evil.example/x', '/\\evil.example/x', '/%5cevil.example']) {
      const { status, headers } = await app.ask(path, pageHeaders);
      const to = new URL(headers.get('location') ?? 'about:blank');
      expect([path, new URL(to.searchParams.get('redirect_url') ?? app.url).origin]).toEqual([path, app.url]);
      expect(status).toBeLessThan(500);
    }
  });

  it('gives no error page to who opens one that does not exist but the application’s own, with who is signed in', async () => {
    const { token } = await app.emulator.signIn('ada@example.com', { origin: app.url });
    const { status, text } = await app.ask('/missing', { ...pageHeaders, ...bearer(token) });
    expect([status, text]).toEqual([404, expect.stringContaining('The error page of the application: 404')]);
  });

  it('serves metadata for clients of OAuth where they look first, also to browsers', async () => {
    const path = '/.well-known/oauth-protected-resource/mcp';
    const { status, json } = await app.ask(path);
    expect([status, json]).toEqual([
      200,
      expect.objectContaining({ resource: 'https://api.example.com/mcp', bearer_methods_supported: ['header'] }),
    ]);
    const preflight = await app.ask(path, { origin: 'https://client.example' }, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });

  it('answers a webhook that is not signed with 400', async () => {
    expect((await app.ask('/api/webhooks', {}, { method: 'POST', body: '{}' })).status).toBe(400);
  });
});

describe('the runtime configuration', () => {
  it('has Nuxt’s own variables, also if the application declares a part of it', async () => {
    const { emulator, variables } = await nuxtNames();
    const app = await serveApp(variables, emulator);
    const { token, userId } = await emulator.signIn('ada@example.com', { origin: app.url });
    expect((await app.ask('/api/auth', bearer(token))).json).toMatchObject({ userId });
    expect((await app.ask('/api/client')).json).toEqual({ total: 3, same: true });
  });

  it('counts before the plain names, unless it is empty', async () => {
    const emulator = await startEmulator();
    const app = await serveApp(
      { CLERK_API_URL: 'http://127.0.0.1:9', NUXT_CLERK_API_URL: emulator.env['CLERK_API_URL'] },
      emulator,
    );
    expect((await app.ask('/api/client')).json).toMatchObject({ total: 3 });
    const empty = await serveApp({ NUXT_CLERK_API_URL: '', NUXT_CLERK_SECRET_KEY: '' }, emulator);
    expect((await empty.ask('/api/client')).json).toMatchObject({ total: 3 });
  });

  it.each([
    ['a publishable key that is none', { NUXT_PUBLIC_CLERK_PUBLISHABLE_KEY: 'pk_test_x' }],
    ['keys that are swapped', { NUXT_PUBLIC_CLERK_PUBLISHABLE_KEY: 'sk_test_abcdefghijklmnopqrstuvwxyz' }],
    ['a secret with the prefix of what browsers see', { NUXT_PUBLIC_CLERK_SECRET_KEY: 'sk_test_1' }],
    [
      'a satellite without its domain',
      { NUXT_PUBLIC_CLERK_IS_SATELLITE: 'true', NUXT_PUBLIC_CLERK_SIGN_IN_URL: 'https://primary.example/sign-in' },
      /CLERK_DOMAIN/,
    ],
    [
      'a satellite without the sign-in page of the primary application',
      { NUXT_PUBLIC_CLERK_IS_SATELLITE: 'true', NUXT_PUBLIC_CLERK_DOMAIN: 'satellite.example' },
      /CLERK_SIGN_IN_URL/,
    ],
  ])('is refused by name when the server starts: %s', async (_, changed, name = /CLERK_(?:PUBLISHABLE|SECRET)_KEY/) => {
    const { emulator, variables } = await nuxtNames(changed);
    await expect(serveApp(variables, emulator)).rejects.toThrow(name);
  });

  it.each([
    ['CLERK_PUBLISHABLE_KEY', { NUXT_PUBLIC_CLERK_PUBLISHABLE_KEY: undefined }],
    ['CLERK_SECRET_KEY', { NUXT_CLERK_SECRET_KEY: undefined }],
  ])('is named in the log if a key is missing: %s', async (name, changed) => {
    const { emulator, variables } = await nuxtNames(changed);
    const app = await serveApp(variables, emulator);
    const { status, text } = await app.ask('/api/auth');
    expect([status, text.includes(name), app.log()]).toEqual([500, false, expect.stringContaining(name)]);
  });
});

describe('an outage of the service', () => {
  it('is 503 for who has a session, with the error page, and no redirect to sign-in', async () => {
    const emulator = await startEmulator();
    const app = await serveApp({ CLERK_JWT_KEY: '', CLERK_API_URL: 'http://127.0.0.1:9' }, emulator);
    const { token, cookieHeader: cookie } = await emulator.signIn('ada@example.com', { origin: app.url });
    const data = await app.ask('/api/guarded', bearer(token));
    expect([data.status, data.headers.has('retry-after')]).toEqual([503, true]);
    const page = await app.ask('/guarded', { ...pageHeaders, cookie });
    expect([page.status, page.headers.has('retry-after'), page.text]).toEqual([
      503,
      true,
      expect.stringContaining('The error page of the application: 503'),
    ]);
  });
});
