import { beforeAll, describe, expect, it } from 'vitest';
import { bearer, pageHeaders } from 'testing';
import { serveApp, serveWith, type ServedApp } from './served-app.js';

/** What a browser sends with the call of a server function. */
const call = {
  'x-tsr-serverfn': 'true',
  accept: 'application/json',
  'sec-fetch-dest': 'empty',
  'sec-fetch-site': 'same-origin',
};
const noArguments = JSON.stringify({ t: { t: 10, i: 0, p: { k: [], v: [] }, o: 0 }, f: 63, m: [] });

describe('an application of TanStack Start', () => {
  let app: ServedApp;
  let addresses: Readonly<Record<string, string>>;
  let userId: string;
  beforeAll(async () => {
    app = await serveApp();
    addresses = (await app.ask('/api/fn-ids')).json as typeof addresses;
    ({ userId } = await app.emulator.signIn('ada@example.com'));
  });

  const session = () => app.emulator.signIn('ada@example.com', { origin: app.url });
  const get = (name: string, headers: Readonly<Record<string, string>> = {}) =>
    app.ask(addresses[name] ?? '', { ...call, ...headers });
  const post = (name: string, headers: Readonly<Record<string, string>> = {}) =>
    app.ask(
      addresses[name] ?? '',
      { ...call, origin: app.url, 'content-type': 'application/json', ...headers },
      { method: 'POST', body: noArguments },
    );
  /** A browser that has been here, and is signed out. */
  async function signedOut() {
    const { cookieHeader } = await session();
    return cookieHeader
      .split('; ')
      .filter((pair) => pair.startsWith('__clerk_db_jwt'))
      .join('; ');
  }

  it('knows in a page, a server function and a server route who is signed in', async () => {
    const { cookieHeader: cookie, token } = await session();
    expect((await app.ask('/', { ...pageHeaders, cookie })).text).toContain(`<p id="who">${userId}</p>`);
    expect((await get('whoAmI', { cookie })).text).toContain(userId);
    expect((await post('act', { cookie })).text).toContain(userId);
    expect((await app.ask('/api/me', bearer(token))).json).toMatchObject({ isAuthenticated: true, userId });
    expect((await app.ask('/api/me?getAuth', bearer(token))).json).toMatchObject({ isAuthenticated: true, userId });
  });

  it('knows it in middleware that comes later', async () => {
    const { token } = await session();
    expect((await app.ask('/api/middleware', bearer(token))).json).toEqual({ userId });
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

  it('returns a user from a server function as plain JSON', async () => {
    const { cookieHeader: cookie } = await session();
    const page = await app.ask('/profile', { ...pageHeaders, cookie });
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('<p id="name">Ada</p>')]);
    expect((await get('loadProfile', { cookie })).text).toContain('ada@example.com');
  });

  it('looks the session up before a page, a path that does not exist, and a server route that is navigated to', async () => {
    for (const path of ['/', '/nowhere', '/api/me']) {
      const { status, headers } = await app.ask(path, pageHeaders);
      expect([status, headers.get('cache-control')]).toEqual([307, 'no-store']);
      expect(headers.get('location')).toContain(`redirect_url=${encodeURIComponent(app.url + path)}`);
    }
  });

  describe('protect()', () => {
    it('redirects who opens a page to sign-in', async () => {
      const { status, headers } = await app.ask('/profile?x=1', { ...pageHeaders, cookie: await signedOut() });
      const location = new URL(headers.get('location') ?? '');
      expect([status, location.pathname]).toEqual([302, '/sign-in']);
      expect(location.searchParams.get('redirect_url')).toBe(`${app.url}/profile?x=1`);
    });

    it('redirects a page that loads data, with the address that the browser shows', async () => {
      const cookie = await signedOut();
      const targets = [
        [`${app.url}/page?y=2`, `${app.url}/page?y=2`],
        ['https://elsewhere.example/page', `${app.url}/`],
        ['', `${app.url}/`],
      ] as const;
      for (const [referer, target] of targets) {
        const { status, json } = await get('loadProfile', { cookie, referer });
        expect([status, json['isSerializedRedirect']]).toEqual([200, true]);
        expect(new URL(String(json['href'])).searchParams.get('redirect_url')).toBe(target);
      }
    });

    it('loads a page anew whose session must be looked up first, and sends nobody to sign-in', async () => {
      const { cookieHeader } = await session();
      const cookie = cookieHeader.replace(/__(?:session|refresh)[^=;]*=[^;]*;? ?/g, '');
      // The router in the browser knows the page, also where the address is still that of the page before.
      const samePage = { to: '.', search: true, hash: true, reloadDocument: true, isSerializedRedirect: true };
      const targets = [
        [`${app.url}/page?y=2`, '/page?y=2'],
        [`${app.url}//elsewhere.example/page`, `${app.url}//elsewhere.example/page`],
        ['https://elsewhere.example/page', '/'],
      ] as const;
      for (const [referer, href] of targets) {
        const { status, json } = await get('loadProfile', { cookie, referer });
        expect([status, json]).toEqual([200, { ...samePage, href, statusCode: 302 }]);
      }
      const page = await app.ask('/profile', { ...pageHeaders, cookie });
      expect(page.status).toBe(307);
      expect(page.headers.get('location')).toContain('__clerk_hs_reason=client-uat-but-no-session-token');
      expect((await post('change', { cookie })).status).toBe(401);
      expect((await app.ask('/api/guarded', { cookie })).status).toBe(401);
    });

    it('answers a server function that changes something, and a server route, with 401', async () => {
      const cookie = await signedOut();
      const { status, headers, json } = await app.ask('/api/guarded', { cookie });
      expect([status, json]).toEqual([401, { error: 'Unauthorized' }]);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(await post('change', { cookie })).toMatchObject({ status: 401, json: { error: 'Unauthorized' } });
    });

    it('refuses who is signed in and does not suffice: 403, and a page is not found', async () => {
      const { cookieHeader: cookie } = await session();
      expect(await post('change', { cookie })).toMatchObject({ status: 403, json: { error: 'Forbidden' } });
      const page = await app.ask('/admin', { ...pageHeaders, cookie });
      expect([page.status, page.text]).toEqual([404, expect.stringContaining('Not found')]);
    });

    it('gives who has passed', async () => {
      const { token } = await session();
      expect((await app.ask('/api/guarded', bearer(token))).json).toEqual({ userId });
    });
  });

  it('completes redirects and answers of fetch, whose headers cannot be changed', async () => {
    const redirect = await app.ask('/api/kinds/immutable-redirect');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
    expect(redirect.headers.get('x-clerk-auth-status')).toBe('signed-out');
    const fetched = await app.ask('/api/kinds/fetched');
    expect([fetched.status, fetched.headers.get('x-clerk-auth-status')]).toEqual([200, 'signed-out']);
  });

  it('keeps the cookies of the application, each of them', async () => {
    const { headers } = await app.ask('/api/kinds/cookie');
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('writes the state for the official provider into no answer by itself', async () => {
    const { cookieHeader: cookie } = await session();
    expect((await app.ask('/', { ...pageHeaders, cookie })).text).not.toContain('__internal_clerk_state');
  });

  describe('the middleware', () => {
    it('missing, makes auth() an error', async () => {
      const without = await serveWith(app.emulator, { TEST_MIDDLEWARE: 'none' });
      const { token, cookieHeader: cookie } = await app.emulator.signIn('ada@example.com', { origin: without.url });
      expect((await without.ask('/api/me', bearer(token))).status).toBe(500);
      expect((await without.ask('/', { ...pageHeaders, cookie })).status).toBe(500);
      expect((await without.ask('/profile', { ...pageHeaders, cookie })).status).toBe(500);
      expect(without.log()).toContain('Add it to src/start.ts');
      expect((await without.ask('/api/kinds/plain')).status).toBe(200);
    });

    it.each(['function', 'async function'])('takes its options from a %s', async (form) => {
      const options = JSON.stringify({ authorizedParties: ['https://other.example'] });
      const other = await serveWith(app.emulator, { TEST_MIDDLEWARE: form, TEST_OPTIONS: options });
      const { token } = await app.emulator.signIn('ada@example.com', { origin: other.url });
      expect((await other.ask('/page', bearer(token))).text).toContain('nobody');
      const elsewhere = await other.ask('/api/me', bearer(token));
      expect(elsewhere.json['isAuthenticated']).toBe(form === 'function');
    });

    it('registered twice, counts once: the first', async () => {
      const options = JSON.stringify({ authorizedParties: ['https://other.example'] });
      const twice = await serveWith(app.emulator, { TEST_MIDDLEWARE: 'twice', TEST_OPTIONS: options });
      const { token } = await app.emulator.signIn('ada@example.com', { origin: twice.url });
      expect((await twice.ask('/api/me', bearer(token))).json).toMatchObject({ userId });
    });

    it('has its keys as options, and so has clerkClient()', async () => {
      const { CLERK_SECRET_KEY: secretKey, CLERK_PUBLISHABLE_KEY: publishableKey } = app.emulator.env;
      const keyed = await serveWith(app.emulator, {
        CLERK_SECRET_KEY: undefined,
        CLERK_PUBLISHABLE_KEY: undefined,
        TEST_OPTIONS: JSON.stringify({ secretKey, publishableKey }),
      });
      const { token } = await app.emulator.signIn('ada@example.com', { origin: keyed.url });
      expect((await keyed.ask('/api/user', bearer(token))).json).toEqual({ email: 'ada@example.com' });
      expect((await keyed.ask('/api/user?over', bearer(token))).json).toMatchObject({ status: 401 });
    });

    it('reads VITE_CLERK_PUBLISHABLE_KEY', async () => {
      const { CLERK_PUBLISHABLE_KEY: key } = app.emulator.env;
      const other = await serveWith(app.emulator, {
        CLERK_PUBLISHABLE_KEY: undefined,
        VITE_CLERK_PUBLISHABLE_KEY: key,
      });
      const { token } = await app.emulator.signIn('ada@example.com', { origin: other.url });
      expect((await other.ask('/api/me', bearer(token))).json).toMatchObject({ userId });
    });

    it.each([
      ['secret_key_missing', { CLERK_SECRET_KEY: undefined, CLERK_JWT_KEY: undefined }],
      ['publishable_key_missing', { CLERK_PUBLISHABLE_KEY: undefined, VITE_CLERK_PUBLISHABLE_KEY: undefined }],
      ['option_unknown', { TEST_OPTIONS: '{"secretkey":"sk_test_x"}' }],
      ['option_invalid', { TEST_OPTIONS: '{"signInForceRedirectUrl":5}' }],
    ])('answers 500 and logs what is wrong: %s', async (code, variables) => {
      const broken = await serveWith(app.emulator, variables);
      const { status, text } = await broken.ask('/', pageHeaders);
      expect([status, text]).toEqual([500, expect.not.stringContaining('CLERK')]);
      expect(broken.log()).toContain(code);
    });
  });

  it('is signed out in an outage, says so, and protect() answers 503', async () => {
    const outage = await serveWith(app.emulator, { CLERK_API_URL: 'http://127.0.0.1:9', CLERK_JWT_KEY: undefined });
    const { token, cookieHeader: cookie } = await app.emulator.signIn('ada@example.com', { origin: outage.url });
    const route = await outage.ask('/api/guarded', bearer(token));
    expect([route.status, route.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    const page = await outage.ask('/profile', { ...pageHeaders, cookie });
    expect([page.status, page.headers.get('location')]).toEqual([503, null]);
    expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await outage.ask('/api/me', bearer(token))).json).toMatchObject({ isAuthenticated: false });
  });
});
