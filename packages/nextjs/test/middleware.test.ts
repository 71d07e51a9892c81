import { beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from 'testing';
import { majors, serveApp, type ServedApp } from './served-app.js';

const signingSecret = `whsec_${Buffer.from('a secret of this test').toString('base64')}`;

describe.each(majors)('Next.js %i', (major) => {
  let app: ServedApp;
  let userId: string;
  let bearer: Readonly<Record<string, string>>;
  beforeAll(async () => {
    app = await serveApp(major, ['--hostname', '127.0.0.1'], { CLERK_WEBHOOK_SIGNING_SECRET: signingSecret });
    const signedIn = await app.emulator.signIn('ada@example.com');
    userId = signedIn.userId;
    bearer = { authorization: `Bearer ${signedIn.token}` };
  });

  const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
  const run = (handler: string, args?: unknown) => ({
    'x-test-handler': handler,
    ...(args !== undefined && { 'x-test-args': JSON.stringify(args) }),
  });

  describe('the handler of clerkMiddleware()', () => {
    // https://github.com/vercel/next.js/issues/94745
    it('gets answers from a server that was given a host name', async () => {
      expect((await app.ask('/api/auth', bearer)).json).toMatchObject({ userId });
      expect((await app.ask('/static', bearer)).status).toBe(200);
    });

    it('protects', async () => {
      expect((await app.ask('/static', { ...run('protect'), ...bearer })).shown).toBe('home');
      expect((await app.ask('/static', run('protect'))).status).toBe(404);
      const { status, headers } = await app.ask('/static', { ...run('protect'), ...browser });
      expect([status, headers.get('x-clerk-redirect-to')]).toEqual([307, null]);
      expect(headers.get('location')).toContain(`${app.emulator.url}/sign-in?redirect_url=`);
    });

    it('protects for kinds of token and by conditions', async () => {
      const role = run('protect', [{ role: 'org:admin' }]);
      expect((await app.ask('/static', { ...role, ...bearer })).status).toBe(404);
      expect((await app.ask('/static', { ...run('protectfn'), ...bearer })).status).toBe(404);
      const page = await app.ask('/static', { ...role, ...bearer, accept: 'text/html' });
      expect([page.status, page.headers.get('x-middleware-rewrite')]).toEqual([404, null]);
      expect(page.text).toContain('could not be found');
      expect((await app.ask('/static', run('protect', [{ token: 'api_key' }]))).status).toBe(401);
    });

    it('lets no path past, and shows no catch-all page to who was refused', async () => {
      for (const path of ['/anything/below', '/clerk_not_found', '/clerk_1']) {
        expect((await app.ask(path, bearer)).shown, path).toBe('catch-all');
        const refused = await app.ask(path, { ...run('protect'), accept: '*/*' });
        expect([refused.status, refused.text], path).toEqual([404, expect.not.stringContaining('catch-all')]);
        const role = await app.ask(path, {
          ...run('protect', [{ role: 'org:admin' }]),
          ...bearer,
          accept: 'text/html',
        });
        expect([role.status, role.text], path).toEqual([404, expect.not.stringContaining('catch-all')]);
      }
    });

    it('redirects to sign in and up', async () => {
      const to = async (name: string, args?: unknown) =>
        (await app.ask('/?q=1', { ...run(name, args), ...browser })).headers.get('location');
      expect(await to('rts')).toContain(`/sign-in?redirect_url=${encodeURIComponent(`${app.url}/?q=1`)}`);
      expect(await to('rtu')).toContain('/sign-up?redirect_url=');
      expect(await to('rts', { returnBackUrl: null })).not.toContain('redirect_url');
    });

    it('answers by itself', async () => {
      expect((await app.ask('/', { ...run('json'), ...bearer })).json).toEqual({ userId });
      expect((await app.ask('/', { ...run('auth', { acceptsToken: 'any' }), ...bearer })).json).toEqual({
        tokenType: 'session_token',
      });
      const plain = await app.ask('/', { ...run('plain-response'), ...bearer });
      expect([plain.status, plain.text]).toEqual([201, 'hi']);
      const { headers } = await app.ask('/foo', { ...run('redirect'), ...bearer });
      expect(new URL(headers.get('location') ?? '', app.url).pathname).toBe('/elsewhere');
      expect((await app.ask('/', run('throw'))).status).toBe(500);
    });

    it('hands the state over to where it rewrites the request', async () => {
      expect((await app.ask('/foo', { ...run('rewrite'), ...bearer })).shown).toMatchObject({ userId });
    });

    it('gives no state to another server', async () => {
      const { url } = app.emulator;
      await app.ask('/', { ...run('elsewhere', `${url}/v1/nothing`), ...bearer, 'x-clerk-auth-token': 'forged' });
      const seen = app.emulator.requests.all.at(-1);
      expect(seen?.path).toBe('/v1/nothing');
      expect(Object.keys(seen?.headers ?? {}).filter((name) => /^x-(clerk|acme)-auth/.test(name))).toEqual([]);
    });

    it('keeps headers and cookies that it adds, but no state that it invents', async () => {
      const { json, headers } = await app.ask('/api/headers', { ...run('next-headers'), 'x-test-options': '{}' });
      expect(json['h']).toMatchObject({ 'x-in': '1', 'x-clerk-auth-status': 'signed-out' });
      expect([headers.get('x-out'), headers.getSetCookie()]).toEqual(['1', ['own=1; Path=/']]);
    });

    it('does not see an undecodable path', async () => {
      expect((await app.ask('/mw-protected/%E0%A4%A')).status).toBe(400);
    });

    it('fails with options that are unknown', async () => {
      expect((await app.ask('/api/auth', { 'x-test-options': '{"secretkey":"x"}', ...bearer })).status).toBe(500);
    });
  });

  describe('cookies that are renewed', () => {
    it('all reach the browser, and no shared cache keeps the answer', async () => {
      const { cookieHeader, sessionId } = await app.emulator.signIn('ada@example.com', { origin: app.url });
      const expired = await app.emulator.mintSessionToken({
        userId,
        claims: { sid: sessionId },
        expiresInSeconds: -30,
      });
      const cookie = cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
      const { status, headers } = await app.ask('/static', { cookie });
      expect([status, headers.get('x-clerk-auth-reason')]).toEqual([200, null]);
      const names = headers.getSetCookie().map((text) => text.split('=', 1)[0]);
      expect(names).toEqual(expect.arrayContaining(['__session', '__client_uat']));
      expect(names.length).toBeGreaterThanOrEqual(5);
      expect(headers.get('cache-control')).toBe('private, no-store');
    });
  });

  describe('an outage', () => {
    it('is 503 in the middleware, and no redirect to sign-in anywhere', async () => {
      const key = { authorization: 'Bearer ak_not_known' };
      app.emulator.faults.add({ path: '/api_keys/verify', status: 500 });
      try {
        const guarded = await app.ask('/static', { ...run('protect', [{ token: 'api_key' }]), ...key });
        expect([guarded.status, guarded.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
        const route = await app.ask(`/api/protect?p=${encodeURIComponent('[{"token":"api_key"}]')}`, key);
        expect(route.status).toBe(500);
      } finally {
        app.emulator.faults.clear();
      }
    });
  });

  describe('an outage of the keys', () => {
    it.each([
      ['fails', { status: 500 }],
      ['takes for ever', { latencyMs: 60_000 }],
    ])('that %s is no redirect to sign-in, and no reason to wait for it', async (_, fault) => {
      const dark = await serveApp(major, [], { CLERK_JWT_KEY: '' });
      const { token } = await dark.emulator.signIn('ada@example.com');
      const signedIn = { authorization: `Bearer ${token}` };
      dark.emulator.faults.add({ path: '/v1/jwks', ...fault });
      const [guarded, page, route, open] = await Promise.all([
        dark.ask('/static', { ...run('protect'), ...signedIn, ...browser }),
        dark.ask('/protected', { ...signedIn, ...browser }),
        dark.ask('/api/auth', signedIn),
        dark.ask('/static', signedIn),
      ]);
      expect([guarded.status, guarded.headers.get('location')]).toEqual([503, null]);
      expect([page.status, page.headers.get('location')]).toEqual([500, null]);
      expect(route.json).toMatchObject({ userId: null });
      expect(open.status).toBe(200);
      dark.emulator.faults.clear();
    });
  });

  describe('webhooks', () => {
    const body = JSON.stringify({ type: 'user.created', object: 'event', data: { id: 'user_1' } });

    it.each(['/api/webhooks', '/api/webhooks-pages'])('are verified by %s', async (path) => {
      const send = (secret: string) => app.ask(path, signWebhook(secret, body), { method: 'POST', body });
      expect((await send(signingSecret)).json).toEqual({ type: 'user.created' });
      expect((await send('whsec_AAAA')).status).toBeGreaterThanOrEqual(400);
    });
  });

  describe('the Frontend API proxy', () => {
    it('serves the route below its path', async () => {
      const proxied = await serveApp(major, [], { CLERK_FAPI_URL: app.emulator.url });
      const { status, json } = await proxied.ask('/fapi/v1/environment');
      expect([status, Object.keys(json)]).toEqual([200, expect.arrayContaining(['auth_config'])]);
    });
  });
});
