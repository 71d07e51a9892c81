import { beforeAll, describe, expect, it } from 'vitest';
import { majors, serveApp, type ServedApp } from './served-app.js';

describe.each(majors)('Next.js %i', (major) => {
  let app: ServedApp;
  let token: string;
  let userId: string;
  let bearer: Readonly<Record<string, string>>;
  beforeAll(async () => {
    app = await serveApp(major);
    ({ token, userId } = await app.emulator.signIn('ada@example.com'));
    bearer = { authorization: `Bearer ${token}` };
  });

  const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
  const query = (name: string, value: unknown) => `?${name}=${encodeURIComponent(JSON.stringify(value))}`;

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

  describe('auth()', () => {
    it.each(['/api/auth', '/api/edge-auth', '/api/uncovered', '/api/pauth'])(
      '%s knows who is signed in',
      async (path) => {
        const { status, json, headers } = await app.ask(path, bearer);
        expect(status).toBe(200);
        expect(json).toMatchObject({
          isAuthenticated: true,
          tokenType: 'session_token',
          userId,
          ...(path !== '/api/pauth' && { redirectToSignIn: '[fn]' }),
          __token: token,
        });
        expect([...headers.keys()].filter((name) => /^x-(clerk|acme|middleware)/.test(name))).toEqual([]);
      },
    );

    it.each(['/api/auth', '/api/edge-auth', '/api/uncovered', '/api/pauth'])(
      '%s knows that nobody is',
      async (path) => {
        expect((await app.ask(path)).json).toMatchObject({
          isAuthenticated: false,
          userId: null,
          tokenType: 'session_token',
        });
      },
    );

    it.each(['/rsc', '/uncovered'])('the page %s knows who is signed in', async (path) => {
      expect((await app.ask(path, bearer)).shown).toMatchObject({ userId });
      expect((await app.ask(path)).shown).toMatchObject({ userId: null });
    });

    it('looks up the session of a browser without one first, before a page is rendered', async () => {
      const { status, headers } = await app.ask('/rsc', { accept: 'text/html', 'sec-fetch-dest': 'document' });
      expect({ status, reason: headers.get('x-clerk-auth-reason') }).toEqual({
        status: 307,
        reason: 'dev-browser-missing',
      });
      expect(headers.get('location')).toContain('/v1/client/handshake');
    });

    it('answers for the kind of token that is accepted', async () => {
      const { secret } = await app.emulator.mintApiKey({ subject: userId });
      const key = { authorization: `Bearer ${secret}` };
      const ask = async (acceptsToken: unknown, headers: Readonly<Record<string, string>>) => {
        const { json } = await app.ask(`/api/auth${query('o', { acceptsToken })}`, headers);
        return [json['tokenType'], json['isAuthenticated']];
      };
      expect(await ask('any', key)).toEqual(['api_key', true]);
      expect(await ask('api_key', key)).toEqual(['api_key', true]);
      expect(await ask('m2m_token', key)).toEqual(['m2m_token', false]);
      expect(await ask(['session_token', 'm2m_token'], key)).toEqual([null, false]);
      expect(await ask('api_key', bearer)).toEqual(['session_token', false]);
      expect(await ask(['api_key', 'm2m_token'], bearer)).toEqual([null, false]);
      expect(await ask(['api_key', 'm2m_token'], {})).toEqual(['session_token', false]);
      expect(await ask('api_key', { authorization: 'Bearer ak_unknown' })).toEqual(['api_key', false]);
      expect((await app.ask('/api/auth', key)).json).toMatchObject({
        isAuthenticated: false,
        tokenType: 'session_token',
      });
      // The Pages Router, too.
      expect((await app.ask(`/api/pauth${query('o', { acceptsToken: 'any' })}`, key)).json).toMatchObject({
        tokenType: 'api_key',
        isAuthenticated: true,
      });
    });

    it('refuses options that it does not know', async () => {
      const { status, json } = await app.ask(`/api/auth${query('o', { acceptToken: 'api_key' })}`, bearer);
      expect([status, json['code']]).toEqual([599, 'option_unknown']);
    });
  });

  describe('headers of a client', () => {
    const forged = {
      'x-clerk-auth-status': 'signed-in',
      'x-clerk-auth-reason': 'x',
      'x-clerk-auth-signature': '0'.repeat(40),
      'x-clerk-request-data': 'garbage',
      'x-clerk-clerk-url': 'https://evil.example/',
      'x-acme-auth-state': 'e30.00',
    };

    it.each(['/api/auth', '/api/uncovered', '/api/edge-auth', '/api/pauth'])('change nothing on %s', async (path) => {
      const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
      expect(exp).toBeGreaterThan(0);
      const answer = await app.ask(path, { ...forged, 'x-clerk-auth-token': token });
      if (path !== '/api/pauth' || answer.status === 200) expect(answer.json).toMatchObject({ userId: null });
      expect((await app.ask(path, { ...forged, ...bearer })).json).toMatchObject({ userId });
    });

    it('reach no route under the names of a state', async () => {
      const { json } = await app.ask('/api/headers', { ...forged, ...bearer });
      const seen = json['h'] as Readonly<Record<string, string>>;
      expect(seen).toMatchObject({
        'x-clerk-auth-status': 'signed-in',
        'x-clerk-auth-token': token,
        'x-clerk-auth-message': '',
        'x-clerk-auth-reason': '',
        'x-clerk-clerk-url': `${app.url}/api/headers`,
      });
      expect(seen['x-clerk-auth-signature']).toMatch(/^[\da-f]{40}$/);
      expect(seen).not.toHaveProperty('x-clerk-request-data');
    });
  });

  describe('protect()', () => {
    const signIn = () => expect.stringContaining(`${app.emulator.url}/sign-in?redirect_url=`) as string;
    const outcome = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
      const { status, headers: answered } = await app.ask(path, headers);
      return { status, location: answered.get('location') };
    };

    it('lets people in who fulfil the condition', async () => {
      expect((await app.ask('/api/protect', bearer)).json).toMatchObject({ userId });
      expect((await app.ask('/protected', bearer)).shown).toBe(userId);
    });

    it('redirects pages to sign-in, and only pages', async () => {
      expect(await outcome('/protected')).toEqual({ status: 307, location: signIn() });
      expect(await outcome('/protected', browser)).toEqual({ status: 307, location: signIn() });
      expect(await outcome('/api/protect', browser)).toEqual({ status: 307, location: signIn() });
      expect(await outcome('/api/protect')).toEqual({ status: 404, location: null });
      expect(await outcome(`/api/protect${query('p', [{ unauthenticatedStatus: 401 }])}`)).toEqual({
        status: 401,
        location: null,
      });
    });

    it('answers 404 to those who may not', async () => {
      for (const path of [
        '/protected-role',
        `/api/protect${query('p', [{ role: 'org:admin' }])}`,
        '/api/protect?fn=org:admin',
      ]) {
        expect(await outcome(path, bearer), path).toEqual({ status: 404, location: null });
      }
    });

    it('answers 401 where machines are asked for', async () => {
      const { secret } = await app.emulator.mintApiKey({ subject: userId });
      const key = { authorization: `Bearer ${secret}` };
      const forKeys = `/api/protect${query('p', [{ token: 'api_key' }])}`;
      expect(await outcome(forKeys)).toEqual({ status: 401, location: null });
      expect(await outcome(forKeys, bearer)).toEqual({ status: 401, location: null });
      expect((await app.ask(forKeys, key)).json).toMatchObject({ tokenType: 'api_key', userId });
      expect(await outcome('/api/protect', key)).toEqual({ status: 401, location: null });
      const both = `/api/protect${query('p', [{ token: ['session_token', 'api_key'] }])}`;
      expect(await outcome(both)).toEqual({ status: 401, location: null });
      expect((await app.ask(both, key)).status).toBe(200);
      expect((await app.ask(both, bearer)).status).toBe(200);
    });

    it('goes where it is told to', async () => {
      const login = `/api/protect${query('p', [{ unauthenticatedUrl: '/login' }])}`;
      expect(await outcome(login)).toEqual({ status: 307, location: '/login' });
      const nope = `/api/protect${query('p', [{ role: 'org:admin' }, { unauthorizedUrl: '/nope' }])}`;
      expect(await outcome(nope, bearer)).toEqual({ status: 307, location: '/nope' });
    });

    it('does not redirect the page for sign-in to itself', async () => {
      const itself = { ...browser, 'x-test-options': '{"signInUrl":"/protected"}' };
      expect(await outcome('/protected', itself)).toEqual({ status: 404, location: null });
      const toItself = `/api/protect${query('p', [{ unauthenticatedUrl: '/api/protect' }])}`;
      expect(await outcome(toItself, browser)).toEqual({ status: 404, location: null });
    });

    it('throws what Next.js answers with', async () => {
      const { json } = await app.ask('/api/protect?catch=1');
      expect(json).toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' });
      const page = await app.ask('/api/protect?catch=1', browser);
      expect(page.json['digest']).toMatch(/^NEXT_REDIRECT;replace;http.*;307;$/);
    });

    it.each([
      [{ rol: 'org:admin' }],
      [{ role: undefined, permission: '' }],
      [null],
      [{ unauthenticatedUrl: '//evil.example' }],
    ])('is closed if it is asked for %j', async (condition) => {
      expect((await app.ask(`/api/protect${query('p', [condition])}`, bearer)).status).toBe(500);
    });

    it('does not let a preflight run the code after it', async () => {
      const preflight = { origin: 'https://other.example', 'access-control-request-method': 'POST' };
      expect((await app.ask('/api/protect', preflight, { method: 'OPTIONS' })).status).toBe(404);
    });
  });

  describe('server actions', () => {
    const idOf = async (index: number) => {
      const { text } = await app.ask('/action', bearer);
      return [...text.matchAll(/\$ACTION_ID_([\da-f]+)/g)][index]?.[1] ?? '';
    };
    const call = async (index: number, headers: Readonly<Record<string, string>>) =>
      app.ask(
        '/action',
        {
          'next-action': await idOf(index),
          accept: 'text/x-component',
          'content-type': 'text/plain;charset=UTF-8',
          ...headers,
        },
        { method: 'POST', body: '[]' },
      );
    const post = async (index: number, headers: Readonly<Record<string, string>>) => {
      const form = new FormData();
      form.set(`$ACTION_ID_${await idOf(index)}`, '');
      return app.ask('/action', { origin: app.url, ...headers }, { method: 'POST', body: form });
    };

    it('run for people who are signed in', async () => {
      expect((await call(0, bearer)).text).toContain(userId);
      expect((await post(0, bearer)).status).toBe(200);
    });

    it('are refused with 401 when a script calls them', async () => {
      expect((await call(0, {})).status).toBe(401);
    });

    it('are redirected to sign-in when a form is sent without scripts', async () => {
      const { status, headers } = await post(0, { accept: 'text/html', cookie: '__clerk_db_jwt=dvb_x' });
      expect(status).toBe(303);
      expect(headers.get('location')).toContain('/sign-in?redirect_url=');
    });

    it('without protect() run for anybody', async () => {
      expect((await call(1, {})).status).toBe(200);
    });
  });

  describe('redirects', () => {
    it.each([
      ['/redirect', {}, 'sign-in', '/redirect'],
      ['/redirect-up', {}, 'sign-up', '/redirect-up'],
      ['/redirect', { returnBackUrl: '/back' }, 'sign-in', '/back'],
      ['/api/redirect', {}, 'sign-in', '/api/redirect'],
    ])('%s with %j', async (path, options, page, back) => {
      const given = path.startsWith('/api') || !('returnBackUrl' in options) ? '' : query('o', options);
      const { status, headers } = await app.ask(path + given);
      const location = new URL(headers.get('location') ?? '');
      expect([status, location.origin, location.pathname]).toEqual([307, app.emulator.url, `/${page}`]);
      expect(location.searchParams.get('redirect_url')).toBe(app.url + back);
    });

    it('return nowhere if that is wanted, or if the address would lead elsewhere', async () => {
      for (const returnBackUrl of [null, '//evil.example', '/\\evil.example']) {
        const { headers } = await app.ask(`/redirect${query('o', { returnBackUrl })}`);
        expect(headers.get('location'), String(returnBackUrl)).not.toContain('evil');
        expect(headers.get('location')).not.toContain('redirect_url');
      }
    });
  });

  describe('the Backend API', () => {
    it('gives the person who is signed in', async () => {
      expect((await app.ask('/current-user', bearer)).shown).toBe(`${userId} ada@example.com`);
      expect((await app.ask('/current-user')).shown).toBe('null');
    });

    it('has one client', async () => {
      expect((await app.ask('/api/client')).json).toEqual({
        total: app.emulator.users.length,
        same: true,
        userId: null,
      });
    });
  });

  describe('the Pages Router', () => {
    it('gets the state for the provider, without private metadata', async () => {
      const { shown } = await app.ask('/ssr', bearer);
      expect(shown).toMatchObject({
        userId,
        __clerk_ssr_state: { userId, isAuthenticated: true, tokenType: 'session_token' },
      });
      expect(shown).toMatchObject({ __clerk_ssr_state: { user: { id: 'u', lastSignInAt: 1 } } });
      expect(JSON.stringify(shown)).not.toContain('hidden');
      expect((await app.ask('/ssr')).shown).toMatchObject({ userId: null, __clerk_ssr_state: { userId: null } });
    });

    it('says that getAuth() cannot answer at once in the edge runtime', async () => {
      expect((await app.ask('/api/edge-pauth', bearer)).json).toEqual({
        error: 'ConfigurationError',
        code: 'runtime_unsupported',
      });
    });
  });
});
