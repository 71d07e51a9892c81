import { createEmulator, type Emulator } from '@acme/emulator';
import type { Request } from 'express';
import { pageHeaders, startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  authenticateRequest,
  clerkClient,
  clerkMiddleware,
  createClerkClient,
  getAuth,
  requireAuth,
  type ClerkMiddlewareOptions,
} from '../src/index.js';
import { versions } from './server.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  // The keys are fetched here, as in production.
  withEnvironment({ ...emulator.env, CLERK_JWT_KEY: undefined });
});
afterAll(async () => {
  await emulator.close();
});

describe.each(versions)('clerkMiddleware on %s', (_, express) => {
  async function serve(configure: (app: ReturnType<typeof express>) => void): Promise<string> {
    const server = express();
    configure(server);
    return (await startServer(server, { hostname: 'localhost' })).url;
  }

  const who = (req: Request, res: { json: (body: unknown) => void }) => {
    const { userId, sessionId, sessionStatus } = getAuth(req);
    res.json({ userId, sessionId, sessionStatus });
  };

  const serveWho = (options?: ClerkMiddlewareOptions | ((req: Request) => ClerkMiddlewareOptions)) =>
    serve((app) => {
      app.use(clerkMiddleware(options));
      app.get('/', who);
    });

  const ask = (url: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(url, { redirect: 'manual', headers, ...init });

  const askWho = async (url: string, headers: Record<string, string> = {}) =>
    (await (await ask(url, headers)).json()) as { userId: string | null; sessionStatus: string | null };

  describe('decides', () => {
    let url: string;
    beforeEach(async () => {
      url = await serveWho();
    });

    it('a stranger that opens a page: sent to the handshake, never to be cached', async () => {
      const response = await ask(`${url}/?q=1`, pageHeaders);
      expect(response.status).toBe(307);
      expect(await response.text()).toBe('');
      const location = new URL(response.headers.get('location') ?? '');
      expect(location.href.startsWith(`${emulator.url}/accounts.dev/v1/client/handshake?`)).toBe(true);
      expect(Object.fromEntries(location.searchParams)).toMatchObject({
        redirect_url: `${url}/?q=1`,
        __clerk_hs_reason: 'dev-browser-missing',
        suffixed_cookies: 'false',
        format: 'nonce',
      });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.getSetCookie()).toEqual(['__clerk_redirect_count=1; SameSite=Lax; HttpOnly; Max-Age=2']);
      expect(response.headers.get('x-clerk-auth-status')).toBe('handshake');
    });

    it.each(['POST', 'HEAD', 'OPTIONS', 'PUT'])('a stranger with %s: never redirected', async (method) => {
      expect((await ask(url, pageHeaders, { method })).status).not.toBe(307);
    });

    it('a browser that has been redirected three times: left alone, signed out', async () => {
      const response = await ask(url, { ...pageHeaders, cookie: '__clerk_redirect_count=3' });
      expect(response.status).toBe(200);
    });

    it('a bearer token before cookies, and Basic credentials not at all', async () => {
      const ada = await emulator.signIn('ada@example.com');
      const grace = await emulator.signIn('grace@example.com');
      const both = { cookie: ada.cookieHeader, authorization: `Bearer ${grace.token}` };
      expect((await askWho(url, both)).userId).toBe(grace.userId);
      expect((await askWho(url, { ...both, authorization: 'Bearer junk' })).userId).toBeNull();
      expect((await askWho(url, { ...both, authorization: 'Basic dTpw' })).userId).toBe(ada.userId);
    });

    it('300 requests of different people at once, each as its own', async () => {
      const tokens = await Promise.all(
        Array.from({ length: 300 }, (_item, index) =>
          emulator.signToken({ sub: `user_${index}`, sid: `sess_${index}` }),
        ),
      );
      const answers = await Promise.all(tokens.map((token) => askWho(url, { authorization: `Bearer ${token}` })));
      expect(answers.map(({ userId }) => userId)).toEqual(tokens.map((_token, index) => `user_${index}`));
    });
  });

  it('counts once, however often it is registered, and keeps the whole path in mounted routers', async () => {
    const url = await serve((app) => {
      app.use(clerkMiddleware());
      app.use(clerkMiddleware({ authorizedParties: ['https://never.example'] }));
      const router = express.Router();
      router.use(clerkMiddleware());
      router.get('/page', who);
      app.use('/nested', router);
    });
    const { token, userId } = await emulator.signIn('ada@example.com');
    expect((await askWho(`${url}/nested/page`, { authorization: `Bearer ${token}` })).userId).toBe(userId);
    const signedOut = await ask(`${url}/nested/page`);
    expect(signedOut.headers.get('x-clerk-auth-status')).toBe('signed-out');
    const page = await ask(`${url}/nested/page?x=1`, pageHeaders);
    expect(new URL(page.headers.get('location') ?? '').searchParams.get('redirect_url')).toBe(`${url}/nested/page?x=1`);
  });

  it('finds the path in a router that is mounted before it', async () => {
    const url = await serve((app) => {
      const router = express.Router();
      router.use(clerkMiddleware());
      router.get('/page', who);
      app.use('/nested', router);
    });
    const page = await ask(`${url}/nested/page?x=1`, pageHeaders);
    expect(new URL(page.headers.get('location') ?? '').searchParams.get('redirect_url')).toBe(`${url}/nested/page?x=1`);
  });

  it('is not fooled by what other middleware left on req.auth, nor undone by what comes later', async () => {
    const url = await serve((app) => {
      const forge = (value: unknown) => (req: object, _res: unknown, next: () => void) => {
        Object.assign(req, { auth: value });
        next();
      };
      app.use(forge(() => ({ userId: 'forged', isAuthenticated: true })));
      app.use(clerkMiddleware());
      app.get('/own', (req, res) => void res.json(req.auth()));
      app.use(forge({ userId: 'forged' }));
      app.get('/', who);
      app.get('/guarded', requireAuth(), who);
    });
    expect(await askWho(url)).toMatchObject({ userId: null });
    expect(await askWho(`${url}/own`)).toMatchObject({ userId: null });
    expect((await ask(`${url}/guarded`)).status).toBe(401);
  });

  it('finds the state through copies, wrappers and proxies of a request', async () => {
    const url = await serve((app) => {
      app.use(clerkMiddleware());
      app.get('/', (req, res) => {
        const others = [Object.create(req) as Request, new Proxy(req, {}), { ...req } as Request];
        res.json(others.map((each) => getAuth(each).userId));
      });
    });
    const { token, userId } = await emulator.signIn('ada@example.com');
    const answer = await ask(url, { authorization: `Bearer ${token}` });
    expect(await answer.json()).toEqual([userId, userId, userId]);
  });

  describe('req.auth', () => {
    const whoByProperty = (req: Request, res: { json: (body: unknown) => void }) => {
      const auth = req.auth();
      res.json({ userId: 'userId' in auth ? auth.userId : undefined, isSame: req.auth === req.auth });
    };

    it('is there for applications that are mounted in another, and for that one afterwards', async () => {
      const url = await serve((app) => {
        const inner = express();
        inner.use(clerkMiddleware());
        inner.get('/page', whoByProperty);
        app.use('/nested', inner);
        app.get('/nested/afterwards', whoByProperty);
      });
      const { token, userId } = await emulator.signIn('ada@example.com');
      for (const path of ['/nested/page', '/nested/afterwards', '/nested/page']) {
        const answer = await ask(url + path, { authorization: `Bearer ${token}` });
        expect(await answer.json()).toEqual({ userId, isSame: true });
      }
    });

    it('is nothing for requests that nobody has decided, and can be set by others', async () => {
      const url = await serve((app) => {
        app.get('/decided', clerkMiddleware(), whoByProperty);
        app.get('/undecided', (req, res) => {
          const before = typeof (req as { auth?: unknown }).auth;
          Object.assign(req, { auth: 'mine' });
          res.json({ before, after: req.auth, isOwn: Object.keys(req).includes('auth') });
        });
      });
      expect((await ask(`${url}/decided`)).status).toBe(200);
      const answer = await ask(`${url}/undecided`);
      expect(await answer.json()).toEqual({ before: 'undefined', after: 'mine', isOwn: true });
    });

    it('counts for more than what the application has put there for all requests, and leaves that alone', async () => {
      const url = await serve((app) => {
        Object.assign(app.request, { auth: () => ({ userId: 'everybody' }) });
        app.get('/decided', clerkMiddleware(), whoByProperty);
        app.get('/undecided', whoByProperty);
      });
      const { token, userId } = await emulator.signIn('ada@example.com');
      const authorization = `Bearer ${token}`;
      expect(await (await ask(`${url}/decided`, { authorization })).json()).toEqual({ userId, isSame: true });
      expect(await (await ask(`${url}/undecided`)).json()).toEqual({ userId: 'everybody', isSame: true });
    });

    it('is there without Express', async () => {
      const middleware = clerkMiddleware();
      const app = await startServer((req, res) => {
        const request = req as Request;
        void middleware(request, res, () => {
          whoByProperty(request, { json: (body) => void res.end(JSON.stringify(body)) });
        });
      });
      const { token, userId } = await emulator.signIn('ada@example.com');
      const answer = await ask(app.url, { authorization: `Bearer ${token}` });
      expect(await answer.json()).toEqual({ userId, isSame: true });
    });
  });

  it('keeps headers that were set before it, but lets nobody cache a redirect', async () => {
    const url = await serve((app) => {
      app.use((_req, res, next) => {
        res.setHeader('cache-control', 'public, max-age=600');
        res.setHeader('set-cookie', 'mine=1');
        next();
      });
      app.use(clerkMiddleware());
      app.get('/', who);
    });
    const page = await ask(url, pageHeaders);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.getSetCookie()[0]).toBe('mine=1');
    expect(page.headers.getSetCookie()).toHaveLength(2);
  });

  it('takes options from a function, for each request', async () => {
    const url = await serveWho((req) => ({ authorizedParties: [req.get('x-party') ?? 'https://none.example'] }));
    const token = await emulator.signToken({ sub: 'user_1', sid: 'sess_1', azp: 'https://a.example' });
    const authorization = `Bearer ${token}`;
    expect((await askWho(url, { authorization, 'x-party': 'https://a.example' })).userId).toBe('user_1');
    expect((await askWho(url, { authorization, 'x-party': 'https://b.example' })).userId).toBeNull();
  });

  it('decides with a client of the application, its options underneath', async () => {
    const client = createClerkClient({
      secretKey: emulator.secretKey,
      publishableKey: emulator.publishableKey,
      apiUrl: emulator.env['CLERK_API_URL'],
      authorizedParties: ['https://only.example'],
    });
    const url = await serveWho({ clerkClient: client });
    const token = await emulator.signToken({ sub: 'user_1', sid: 'sess_1', azp: 'https://other.example' });
    const response = await ask(url, { authorization: `Bearer ${token}` });
    expect(response.headers.get('x-clerk-auth-reason')).toBe('token-invalid-authorized-parties');
  });

  it('offers its step to those who write their own middleware', async () => {
    const url = await serve((app) => {
      app.get('/', async (req, res) => {
        const state = await authenticateRequest({ clerkClient, request: req });
        res.json({ userId: state.toAuth()?.tokenType, status: state.status });
      });
    });
    const { token } = await emulator.signIn('ada@example.com');
    const response = await ask(url, { authorization: `Bearer ${token}` });
    expect(await response.json()).toEqual({ userId: 'session_token', status: 'signed-in' });
  });

  it('reads what was on req.auth when that was an object, and notes it once', async () => {
    const url = await serve((app) => {
      app.use(clerkMiddleware());
      app.get('/', (req, res) => {
        const auth = req.auth as unknown as { userId: unknown; sessionId: unknown };
        res.json({ userId: auth.userId, sessionId: auth.sessionId });
      });
    });
    const noted = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
    const { token, userId, sessionId } = await emulator.signIn(emulator.users[0]?.id ?? '');
    expect(await askWho(url, { authorization: `Bearer ${token}` })).toEqual({ userId, sessionId });
    const { secret } = await emulator.mintApiKey({ subject: userId });
    expect(await askWho(url, { authorization: `Bearer ${secret}` })).toEqual({ userId: null, sessionId: null });
    expect(noted.mock.calls.length).toBeLessThanOrEqual(1);
    noted.mockRestore();
  });

  describe('requireAuth', () => {
    const guard = (options?: ClerkMiddlewareOptions) =>
      serve((app) => {
        app.all('/page', requireAuth(options), who);
        app.get('/', requireAuth(options), who);
      });
    const settled = { cookie: '__clerk_db_jwt=dvb_1' };

    it('lets signed-in people through', async () => {
      const { token, userId } = await emulator.signIn('ada@example.com');
      expect((await askWho(`${await guard()}/page`, { authorization: `Bearer ${token}` })).userId).toBe(userId);
    });

    it('sends page navigations to the sign-in page', async () => {
      const site = await guard({ signInUrl: '/sign-in' });
      const response = await ask(`${site}/page`, { ...pageHeaders, ...settled });
      const back = (from: string) => `redirect_url=${encodeURIComponent(`${from}/page`)}`;
      expect([response.status, response.headers.get('location')]).toEqual([302, `/sign-in?${back(site)}`]);
      const other = await guard();
      const byEnvironment = await ask(`${other}/page`, { ...pageHeaders, ...settled });
      expect(byEnvironment.headers.get('location')).toBe(`${emulator.env['CLERK_SIGN_IN_URL']}?${back(other)}`);
    });

    it('answers 401 to everything else, and never sends a page to itself', async () => {
      const url = await guard({ signInUrl: '/' });
      const data = await ask(`${url}/page`, settled);
      expect([data.status, data.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect((await ask(`${url}/page`, pageHeaders, { method: 'POST' })).status).toBe(401);
      expect((await ask(`${url}/?a=1`, { ...pageHeaders, ...settled })).status).toBe(401);
    });

    it('does not take a machine for a person', async () => {
      const { secret } = await emulator.mintApiKey({ subject: emulator.users[0]?.id ?? '' });
      expect((await ask(`${await guard()}/page`, { authorization: `Bearer ${secret}` })).status).toBe(401);
    });

    it('answers 503 when it could not be checked', async () => {
      const url = await guard({ apiUrl: 'http://127.0.0.1:9' });
      const { token } = await emulator.signIn('ada@example.com');
      const response = await ask(`${url}/page`, { authorization: `Bearer ${token}` });
      expect([response.status, response.headers.has('retry-after')]).toEqual([503, true]);
    });
  });
});

describe('clerkClient', () => {
  it('is made when it is used, from the environment of then', async () => {
    const [{ id } = { id: '' }] = emulator.users;
    expect((await clerkClient.users.getUser(id)).firstName).toBe('Ada');
    expect('users' in clerkClient).toBe(true);
    expect(Object.keys(clerkClient)).toContain('sessions');
  });
});
