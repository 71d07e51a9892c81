import { createEmulator, type Emulator, type SignedIn } from '@acme/emulator';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { startServer, withEnvironment } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  Clerk,
  ClerkExpressRequireAuth,
  ClerkExpressRequireSession,
  ClerkExpressWithAuth,
  ClerkExpressWithSession,
  ClerkWithSession,
  createClerkClient,
  createClerkExpressRequireAuth,
  createClerkExpressWithAuth,
  requireAuth,
  requireSession,
  withAuth,
  withSession,
  type ClerkMiddleware,
  type LegacyAuthObject,
} from '../src/index.js';

let emulator: Emulator;
let signedIn: SignedIn;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment({ ...emulator.env, CLERK_JWT_KEY: undefined });
  signedIn = await emulator.signIn(emulator.users[0]?.id ?? '');
});
afterAll(async () => {
  await emulator.close();
});

afterEach(() => emulator.faults.clear());

const serve = async (listener: RequestListener) => (await startServer(listener, { hostname: 'localhost' })).url;

type Legacy = IncomingMessage & { auth?: LegacyAuthObject; session?: unknown; sessionClaims?: { sid?: string } };

const show = (req: Legacy) => ({
  userId: req.auth?.userId,
  claims: req.auth?.claims?.sid,
  session: req.session,
  sessionClaims: req.sessionClaims?.sid,
});

/** Answers as the documentation of the legacy SDK shows it. */
const onRefusal: ErrorRequestHandler = (
  error: { statusCode?: number; data?: unknown; message: string },
  _req,
  res,
  next,
) => {
  if (res.headersSent) return next(error);
  res.status(error.statusCode ?? 500).json(error.data ?? { error: error.message });
};

function app(middleware: ClerkMiddleware, path = '/'): Express {
  return express()
    .use(path, middleware as RequestHandler)
    .get(path, (req, res) => void res.json(show(req)))
    .use(onRefusal);
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { redirect: 'manual', headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
  };
}

const bearer = () => ({ authorization: `Bearer ${signedIn.token}` });
const page = { accept: 'text/html', 'sec-fetch-dest': 'document' };

describe.each([
  ['ClerkExpressWithAuth', ClerkExpressWithAuth],
  [
    'createClerkExpressWithAuth',
    (options?: object) => createClerkExpressWithAuth({ clerkClient: createClerkClient() })(options),
  ],
  ['clerk.expressWithAuth', (options?: object) => new Clerk().expressWithAuth(options)],
])('%s', (_, make) => {
  it('tells who is signed in, by header and by cookie', async () => {
    const url = await serve(app(make()));
    const expected = { userId: signedIn.userId, claims: signedIn.sessionId };
    expect(await ask(url, bearer())).toMatchObject({ status: 200, body: expected });
    expect(await ask(url, { cookie: signedIn.cookieHeader })).toMatchObject({ status: 200, body: expected });
  });

  it('lets strangers through, and says why they are strangers', async () => {
    const url = await serve(app(make()));
    const answer = await ask(url);
    expect(answer).toMatchObject({ status: 200, body: { userId: null } });
    expect(answer.headers.get('x-clerk-auth-status')).toBe('signed-out');
    expect(await ask(url, { authorization: 'Bearer garbage' })).toMatchObject({ status: 200, body: { userId: null } });
  });

  it('sends a browser to look its session up, and back to the whole path', async () => {
    const url = await serve(app(make(), '/api'));
    const answer = await ask(`${url}/api/x?y=1`, page);
    expect(answer.status).toBe(307);
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('redirect_url')).toBe(`${url}/api/x?y=1`);
  });

  it('takes no machine token for a person', async () => {
    const { secret } = await emulator.mintApiKey({ subject: signedIn.userId, name: 'k' });
    const url = await serve(app(make()));
    expect(await ask(url, { authorization: `Bearer ${secret}` })).toMatchObject({
      status: 200,
      body: { userId: null },
    });
  });

  it('asks for a person with `strict`', async () => {
    const url = await serve(app(make({ strict: true })));
    expect((await ask(url)).status).toBe(401);
  });
});

describe.each([
  ['ClerkExpressRequireAuth', ClerkExpressRequireAuth],
  [
    'createClerkExpressRequireAuth',
    (options?: object) => createClerkExpressRequireAuth({ clerkClient: createClerkClient() })(options),
  ],
  ['clerk.expressRequireAuth', (options?: object) => Clerk().expressRequireAuth(options)],
  ['ClerkExpressRequireSession', ClerkExpressRequireSession],
])('%s', (_, make) => {
  it('lets signed-in people through', async () => {
    expect((await ask(await serve(app(make())), bearer())).status).toBe(200);
  });

  it.each([
    ['no token', {}],
    ['garbage', { authorization: 'Bearer garbage' }],
    ['another scheme', { authorization: 'Basic abc' }],
  ])('answers 401 to %s', async (_case, headers) => {
    const url = await serve(app(make()));
    expect(await ask(url, headers)).toMatchObject({ status: 401, body: { error: 'Unauthenticated' } });
  });

  it('answers 401 to an expired token', async () => {
    const past = Math.floor(Date.now() / 1000) - 3600;
    const token = await emulator.signToken({
      sub: signedIn.userId,
      sid: signedIn.sessionId,
      iat: past,
      nbf: past,
      exp: past + 60,
    });
    expect((await ask(await serve(app(make())), { authorization: `Bearer ${token}` })).status).toBe(401);
  });

  it('answers 401 without an error handler too, with WWW-Authenticate', async () => {
    const bare = express().use(make() as RequestHandler);
    const answer = await ask(await serve(bare.get('/', (_req, res) => void res.end('in'))));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('does not open the door for empty options', async () => {
    expect((await ask(await serve(app(make({}))))).status).toBe(401);
    expect((await ask(await serve(app(make({ onError: undefined }))))).status).toBe(401);
  });

  it('answers 503 when it cannot be told who it is', async () => {
    emulator.faults.add({ path: '/v1/jwks', status: 500 });
    const url = await serve(app(make({ secretKey: `sk_test_other_${Math.random()}` })));
    const answer = await ask(url, bearer());
    expect(answer.status).toBe(503);
  });
});

describe('onError', () => {
  it('is called with error, request and response; an error that it returns goes to next', async () => {
    const onError = vi.fn(() => Object.assign(new Error('mine'), { statusCode: 418 }));
    const url = await serve(app(ClerkExpressRequireAuth({ onError })));
    expect(await ask(url)).toMatchObject({ status: 418, body: { error: 'mine' } });
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ message: 'Unauthenticated', statusCode: 401 }),
      expect.objectContaining({ method: 'GET' }),
      expect.objectContaining({ statusCode: 418 }),
    );
  });

  /** What the quick logger of many applications returns, and a few values that are true. */
  const results = [undefined, null, false, 0, '', 'route', true, {}, { statusCode: 418 }, Promise.resolve(undefined)];

  it.each([
    ['ClerkExpressRequireAuth', (options: object) => ClerkExpressRequireAuth(options)],
    [
      'ClerkExpressRequireAuth, strict: false',
      (options: object) => ClerkExpressRequireAuth({ ...options, strict: false }),
    ],
    ['createClerkExpressRequireAuth', (options: object) => createClerkExpressRequireAuth()(options)],
    ['clerk.expressRequireAuth', (options: object) => Clerk().expressRequireAuth(options)],
    ['ClerkExpressWithAuth, strict: true', (options: object) => ClerkExpressWithAuth({ ...options, strict: true })],
  ])('opens nothing under the Auth names, whatever it returns: %s', async (_, make) => {
    const past = Math.floor(Date.now() / 1000) - 3600;
    const times = { iat: past, nbf: past, exp: past + 60 };
    const expired = await emulator.signToken({ sub: signedIn.userId, sid: signedIn.sessionId, ...times });
    for (const result of results) {
      const url = await serve(app(make({ onError: () => result })));
      for (const authorization of [undefined, 'Bearer garbage', `Bearer ${expired}`])
        expect((await ask(url, authorization ? { authorization } : {})).status).toBe(401);
      expect((await ask(url, bearer())).status).toBe(200);
    }
  });

  it('keeps the contract of 2.x under the Session names', async () => {
    for (const result of [undefined, null, false, 0, 'text', true, {}, Promise.resolve(), Promise.resolve(true)]) {
      const url = await serve(app(ClerkExpressRequireSession({ onError: () => result })));
      expect(await ask(url)).toMatchObject({ status: 200, body: { userId: null } });
    }
    const mine = Object.assign(new Error('mine'), { statusCode: 402 });
    for (const result of [mine, Promise.resolve(mine), { statusCode: 402 }]) {
      const url = await serve(app(ClerkExpressRequireSession({ onError: () => result })));
      expect((await ask(url)).status).toBe(402);
    }
    // The error handler of this test reads only `statusCode`.
    const url = await serve(app(ClerkExpressRequireSession({ onError: () => ({ status: 402, message: 'mine' }) })));
    expect(await ask(url)).toMatchObject({ status: 500, body: { error: 'mine' } });
  });

  it('may answer by itself, and nothing else is answered then', async () => {
    const onError = (_error: Error, _req: unknown, res: ServerResponse) =>
      void res.writeHead(403, { 'content-type': 'application/json' }).end('{"mine":true}');
    for (const make of [
      ClerkExpressRequireAuth,
      ClerkExpressWithAuth,
      ClerkExpressRequireSession,
      ClerkExpressWithSession,
    ])
      expect(await ask(await serve(app(make({ onError }))))).toMatchObject({ status: 403, body: { mine: true } });
    const wrapped = requireAuth((_req: unknown, res: ServerResponse) => void res.end('reached'), { onError });
    const url = await serve((req, res) => void wrapped(req, res));
    expect(await ask(url)).toMatchObject({ status: 403, body: { mine: true } });
  });

  it('opens no wrapper either', async () => {
    const wrapped = requireAuth((_req: unknown, res: ServerResponse) => void res.end('reached'), {
      onError: () => undefined,
      strict: false,
    });
    expect((await ask(await serve((req, res) => void wrapped(req, res)))).status).toBe(401);
  });

  it('`strict` that is neither true nor false is an error when the middleware is made', () => {
    for (const strict of [null, 'false', 0])
      expect(() => ClerkExpressRequireAuth({ strict: strict as never })).toThrow(
        expect.objectContaining({ code: 'option_invalid' }) as Error,
      );
  });

  it('refuses in a lax middleware as well, and may be asynchronous', async () => {
    const onError = () => Promise.resolve(Object.assign(new Error('later'), { statusCode: 403 }));
    expect((await ask(await serve(app(ClerkExpressWithSession({ onError }))))).status).toBe(403);
  });

  it('that throws ends in the error handler', async () => {
    const onError = () => {
      throw new Error('broken');
    };
    expect(await ask(await serve(app(ClerkExpressWithAuth({ onError }))))).toMatchObject({
      status: 500,
      body: { error: 'broken' },
    });
  });
});

describe.each([
  ['ClerkExpressWithSession', ClerkExpressWithSession],
  ['ClerkWithSession', ClerkWithSession],
  ['clerk.expressWithSession', (options?: object) => new Clerk().expressWithSession(options)],
])('%s', (_, make) => {
  it('leaves session, claims and auth', async () => {
    const url = await serve(app(make()));
    expect((await ask(url, bearer())).body).toEqual({
      userId: signedIn.userId,
      claims: signedIn.sessionId,
      session: { id: signedIn.sessionId, userId: signedIn.userId },
      sessionClaims: signedIn.sessionId,
    });
    expect((await ask(url)).body).toEqual({ userId: null });
  });
});

describe('_clerk_session_id', () => {
  it('picks the named session if it is of the same browser', async () => {
    const client = createClerkClient();
    const current = await client.sessions.getSession(signedIn.sessionId);
    const url = await serve(app(ClerkExpressWithSession()));
    expect((await ask(`${url}/?_clerk_session_id=${current.id}`, bearer())).body).toMatchObject({
      session: { id: current.id },
    });
    // Another person's session, in another browser.
    const other = await emulator.signIn(emulator.users[1]?.id ?? '');
    expect((await ask(`${url}/?_clerk_session_id=${other.sessionId}`, bearer())).body).not.toHaveProperty('session');
    expect((await ask(`${url}/?_clerk_session_id=sess_unknown`, bearer())).body).not.toHaveProperty('session');
    const strict = await serve(app(ClerkExpressRequireSession()));
    expect((await ask(`${strict}/?_clerk_session_id=${other.sessionId}`, bearer())).status).toBe(401);
  });
});

describe('without a publishable key, as up to 4.x', () => {
  it('takes the token of the header, or of a browser that has not signed out', async () => {
    withEnvironment({ CLERK_PUBLISHABLE_KEY: undefined });
    const url = await serve(app(ClerkExpressRequireAuth()));
    expect(await ask(url, bearer())).toMatchObject({ status: 200, body: { userId: signedIn.userId } });
    const { iat } = JSON.parse(atob(signedIn.token.split('.')[1] ?? '')) as { iat: number };
    const cookie = `__session=${signedIn.token}; __client_uat=`;
    expect((await ask(url, { cookie: `${cookie}${iat - 5}` })).status).toBe(200);
    expect((await ask(url, { cookie: `${cookie}0` })).status).toBe(401);
    expect((await ask(url, { cookie: `__session=${signedIn.token}` })).status).toBe(401);
    expect((await ask(url, { cookie: `${cookie}${iat + 5}` })).status).toBe(401);
    expect((await ask(url, { authorization: `Bearer ${signedIn.token.slice(0, -4)}AAAA` })).status).toBe(401);
    expect((await ask(url, page)).status).toBe(401);
  });

  it('does not count the cookies of requests from pages of other hosts, as 2.x to 4.x', async () => {
    withEnvironment({ CLERK_PUBLISHABLE_KEY: undefined });
    const strict = await serve(app(ClerkExpressRequireAuth()));
    const lax = await serve(app(ClerkExpressWithAuth()));
    const { iat } = JSON.parse(atob(signedIn.token.split('.')[1] ?? '')) as { iat: number };
    const cookie = `__session=${signedIn.token}; __client_uat=${iat - 5}`;
    for (const origin of ['https://evil.example.com', 'null', `${strict}0`, 'nonsense']) {
      expect((await ask(strict, { cookie, origin })).status).toBe(401);
      expect(await ask(lax, { cookie, origin })).toMatchObject({ status: 200, body: { userId: null } });
      expect((await ask(strict, { ...bearer(), origin })).status).toBe(200);
    }
    expect((await ask(strict, { cookie, origin: strict })).status).toBe(200);
    const forwarded = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' };
    expect((await ask(strict, { cookie, ...forwarded, origin: 'https://app.example.com' })).status).toBe(200);
  });

  it('knows from the key of the environment whether the option `frontendApi` is for development', async () => {
    withEnvironment({ CLERK_PUBLISHABLE_KEY: undefined });
    const url = await serve(app(ClerkExpressWithAuth({ frontendApi: 'clerk.example.com' })));
    expect((await ask(url, page)).status).toBe(307);
  });

  it('knows the keys under their old names', async () => {
    withEnvironment({
      CLERK_PUBLISHABLE_KEY: undefined,
      CLERK_SECRET_KEY: undefined,
      CLERK_API_KEY: emulator.secretKey,
      CLERK_FRONTEND_API: 'clerk.legacy.example.com',
    });
    const url = await serve(app(ClerkExpressRequireAuth()));
    expect((await ask(url, bearer())).status).toBe(200);
  });
});

describe('a satellite', () => {
  const satellite = { domain: 'satellite.example.com', signInUrl: 'https://main.example.com/sign-in' };

  it('requests the session of the primary domain on the first visit, as up to 5.x', async () => {
    const url = await serve(app(ClerkExpressWithAuth({ ...satellite, isSatellite: true })));
    const answer = await ask(url, page);
    expect([answer.status, answer.headers.get('location')]).toEqual([307, expect.stringContaining('main.example.com')]);
    const own = await serve(app(ClerkExpressWithAuth({ ...satellite, isSatellite: true, satelliteAutoSync: false })));
    expect((await ask(own, page)).status).toBe(200);
  });

  it('may be one for some URLs only', async () => {
    const seen: string[] = [];
    const isSatellite = (url: URL) => {
      seen.push(url.href);
      return url.hostname === 'satellite.example.com';
    };
    const domain = ({ hostname }: URL) => hostname;
    const options = { signInUrl: satellite.signInUrl, isSatellite, domain };
    for (const middleware of [
      ClerkExpressWithAuth(options),
      createClerkExpressWithAuth({ clerkClient: createClerkClient() })(options),
    ]) {
      const url = await serve(app(middleware, '/shop'));
      const forwarded = { ...page, 'x-forwarded-host': 'satellite.example.com', 'x-forwarded-proto': 'https' };
      const visit = await ask(`${url}/shop?a=1`, forwarded);
      expect([visit.status, visit.headers.get('location')]).toEqual([307, expect.stringContaining('main.example.com')]);
      expect(seen.at(-1)).toBe('https://satellite.example.com/shop?a=1');
      expect((await ask(`${url}/shop`, page)).headers.get('location')).not.toContain('main.example.com');
      expect((await ask(`${url}/shop`, bearer())).body).toMatchObject({ userId: signedIn.userId });
    }
  });

  it('may have a proxy that depends on the URL; a function that fails ends in the error handler', async () => {
    const proxied = await serve(app(ClerkExpressWithAuth({ proxyUrl: ({ origin }) => `${origin}/__proxy` })));
    expect((await ask(proxied, page)).headers.get('location')).toContain('/__proxy/');
    const proxyUrl = () => {
      throw new Error('no proxy');
    };
    const failing = await serve(app(ClerkExpressRequireAuth({ proxyUrl })));
    expect(await ask(failing, bearer())).toMatchObject({ status: 500, body: { error: 'no proxy' } });
  });
});

describe('wrappers', () => {
  /** A Next.js API route: its requests are Node's own. */
  const route = (handler: (req: IncomingMessage, res: ServerResponse) => unknown) =>
    serve((req, res) => {
      void Promise.resolve(handler(req, res)).catch((error: unknown) => res.writeHead(500).end(String(error)));
    });
  const handler = (req: Legacy, res: ServerResponse) => void res.end(JSON.stringify(show(req)));

  it.each([
    ['withAuth', withAuth],
    ['withSession', withSession],
  ])('%s lets everybody through', async (_, wrap) => {
    const url = await route(wrap(handler));
    expect((await ask(url, bearer())).body).toMatchObject({ userId: signedIn.userId });
    expect(await ask(url)).toMatchObject({ status: 200, body: { userId: null } });
  });

  it.each([
    ['requireAuth', requireAuth],
    ['requireSession', requireSession],
  ])('%s answers 401 without a person, and always ends', async (_, wrap) => {
    const settled = vi.fn();
    const wrapped = wrap(handler) as (req: IncomingMessage, res: ServerResponse) => Promise<unknown>;
    const url = await route((req, res) => wrapped(req, res).then(settled));
    expect((await ask(url, bearer())).body).toMatchObject({ userId: signedIn.userId });
    const refused = await ask(url);
    expect(refused).toMatchObject({ status: 401, body: { error: 'Unauthenticated' } });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect((await ask(url, page)).status).toBe(307);
    expect(settled).toHaveBeenCalledTimes(3);
  });

  it('answers with what onError returns', async () => {
    const onError = () => ({ statusCode: 402, data: { pay: true } });
    const url = await route(requireSession(handler, { onError }));
    expect(await ask(url)).toMatchObject({ status: 402, body: { pay: true } });
  });

  it('rejects with what the handler throws, and tells a forgotten handler at once', async () => {
    const failing = withAuth(() => Promise.reject(new Error('handler'))) as (
      req: unknown,
      res: unknown,
    ) => Promise<unknown>;
    const url = await route((req, res) => failing(req, res));
    expect(await ask(url)).toMatchObject({ status: 500, body: 'Error: handler' });
    expect(() => requireAuth({} as never)).toThrow(TypeError);
  });
});

describe('passed without being called', () => {
  it.each([
    ['ClerkExpressRequireAuth', ClerkExpressRequireAuth],
    ['ClerkExpressWithAuth', ClerkExpressWithAuth],
    ['ClerkExpressRequireSession', ClerkExpressRequireSession],
    ['ClerkWithSession', ClerkWithSession],
    ['createClerkExpressRequireAuth', createClerkExpressRequireAuth],
    ['createClerkExpressRequireAuth()', createClerkExpressRequireAuth()],
    ['requireAuth', requireAuth],
    ['withSession', withSession],
  ])('%s is an error that says so', async (_, uncalled) => {
    const codes: unknown[] = [];
    const server = express().use(uncalled as never);
    server.use(((error: { code?: unknown }, _req, res, _next) => {
      codes.push(error.code);
      res.status(500).end();
    }) as ErrorRequestHandler);
    expect((await ask(await serve(server), bearer())).status).toBe(500);
    expect(codes).toEqual(['middleware_not_called']);
  });
});

it('refuses to be a proxy of the Frontend API, which the types do not offer either', async () => {
  const url = await serve(app(ClerkExpressWithAuth({ frontendApiProxy: { enabled: true } } as object), '/__clerk'));
  const answer = await ask(`${url}/__clerk/v1/environment`);
  expect([answer.status, JSON.stringify(answer)]).toEqual([500, expect.stringContaining('@acme/express')]);
});
