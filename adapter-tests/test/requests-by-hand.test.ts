import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { createClerkClient } from '@acme/backend';
import * as onExpress from '@acme/express';
import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import * as onLegacy from '@acme/node-legacy';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type Service } from './service.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
let service: Service;
let options: onExpress.ClerkMiddlewareOptions;
let token: string;

beforeAll(async () => {
  service = await startService();
  options = { publishableKey, secretKey: 'sk_live_hand', jwtKey: service.jwtKey, apiUrl: service.url };
  token = await service.sign();
});
afterAll(() => service.close());

/** An answer as it is while engine.io opens a WebSocket. */
class UpgradeResponse {
  statusCode = 200;
  ended = false;
  readonly headers: Record<string, unknown> = {};
  setHeader(name: string, value: unknown) {
    this.headers[name] = value;
  }
  end() {
    this.ended = true;
  }
}

type Middleware = (req: never, res: never, next: (error?: unknown) => void) => unknown;

/** Runs a middleware; undefined: it answered itself. */
async function run(middleware: Middleware, request: object, response: object = new UpgradeResponse()) {
  return new Promise<{ readonly error?: unknown } | undefined>((resolve) => {
    const result = middleware(request as never, response as never, (error) => resolve({ error }));
    void Promise.resolve(result).then(() => setImmediate(resolve, undefined));
  });
}

const requests = (): readonly (readonly [string, object])[] => [
  ['no socket', { method: 'GET', url: '/', headers: { authorization: `Bearer ${token}` } }],
  ['a socket that is null', { method: 'GET', url: '/', socket: null, headers: { authorization: `Bearer ${token}` } }],
  ['capitals', { method: 'GET', url: '/', headers: { Authorization: `Bearer ${token}`, HOST: 'a.example' } }],
  ['two spaces', { method: 'GET', url: '/', headers: { authorization: `Bearer  ${token}` } }],
  ['spaces and tabs', { method: 'GET', url: '/', headers: { authorization: ` \tbearer\t \t${token}  ` } }],
  ['a list', { method: 'GET', url: '/', headers: { authorization: [`Bearer ${token}`], host: ['a.example'] } }],
  ['cookies in a list', { method: 'GET', url: '/', headers: { cookie: [`__session=${token}`, '__client_uat=5'] } }],
  ['cookies in capitals', { method: 'GET', url: '/', headers: { COOKIE: `__session=${token}; __client_uat=5` } }],
  ['no method and no address', { headers: { authorization: `Bearer ${token}` } }],
  [
    'the handshake of a socket',
    {
      url: '/socket.io/?EIO=4',
      secure: true,
      query: {},
      headers: { cookie: `__session=${token}; __client_uat=5`, 'sec-fetch-dest': 'empty' },
    },
  ],
  ['Headers', { url: '/', headers: new Headers({ Authorization: `Bearer ${token}` }) }],
];

const anonymous: readonly (readonly [string, object])[] = [
  ['nothing at all', {}],
  ['headers that are null', { method: 'GET', url: '/', headers: null }],
  ['an address that is null', { method: 'GET', url: null, originalUrl: null, headers: {} }],
  ['no socket in a request of Node.js', Object.assign(new IncomingMessage(new Socket()), { socket: undefined })],
];

const middlewares: readonly (readonly [string, () => Middleware, (request: object) => unknown])[] = [
  ['express', () => onExpress.clerkMiddleware(options), (request) => onExpress.getAuth(request as never).userId],
  [
    'legacy',
    () =>
      onLegacy.createClerkExpressWithAuth({})({
        ...options,
        onError: () => undefined,
      }),
    (request) => (request as { auth: { userId: unknown } }).auth.userId,
  ],
  [
    'legacy without a publishable key',
    () =>
      onLegacy.createClerkExpressWithAuth({})({
        ...options,
        publishableKey: '',
        onError: () => undefined,
      }),
    (request) => (request as { auth: { userId: unknown } }).auth.userId,
  ],
];

describe.each(middlewares)('%s', (_name, make, userIdOf) => {
  it('knows who sends a request that Node.js did not make', async () => {
    for (const [what, request] of requests()) {
      for (const response of [new UpgradeResponse(), {}]) {
        const copy = { ...request };
        expect([what, await run(make(), copy, response)]).toEqual([what, { error: undefined }]);
        expect([what, userIdOf(copy)]).toEqual([what, 'user_1']);
      }
    }
  });

  it('takes for nobody who says nothing', async () => {
    for (const [what, request] of anonymous) {
      const copy = Object.assign(Object.create(Object.getPrototypeOf(request) as object) as object, request);
      expect([what, await run(make(), copy)]).toEqual([what, { error: undefined }]);
      expect([what, userIdOf(copy)]).toEqual([what, null]);
    }
  });
});

describe('express', () => {
  it('sets every header on an answer that has only setHeader', async () => {
    const page = {
      method: 'GET',
      url: '/',
      headers: { accept: 'text/html', cookie: '__client_uat=5', host: 'a.example' },
    };
    const response = new UpgradeResponse();
    expect(await run(onExpress.clerkMiddleware(options) as Middleware, page, response)).toBeUndefined();
    expect([response.statusCode, response.ended]).toEqual([307, true]);
    expect(response.headers['set-cookie']).toHaveLength(2);
    const signedOut = new UpgradeResponse();
    await run(onExpress.clerkMiddleware(options), { headers: {} }, signedOut);
    expect(signedOut.headers['x-clerk-auth-status']).toBe('signed-out');
  });

  it('authenticateRequest decides them too, with a client of any kind', async () => {
    const seen: unknown[] = [];
    const fake = { authenticateRequest: (request: Request) => (seen.push(request.url), Promise.resolve({} as never)) };
    for (const [, request] of [...requests(), ...anonymous]) {
      await onExpress.authenticateRequest({ clerkClient: fake, request: request as never, options });
    }
    expect(seen).toHaveLength(requests().length + anonymous.length);
    const clerkClient = createClerkClient(options);
    for (const [what, request] of requests()) {
      const state = await onExpress.authenticateRequest({ clerkClient, request: request as never, options });
      expect([what, state.status]).toEqual([what, 'signed-in']);
    }
  });
});

describe('fastify', () => {
  it('knows who sends an injected request', async () => {
    const app = Fastify();
    await app.register(onFastify.clerkPlugin as never, options);
    app.get('/', (request) => Promise.resolve({ userId: onFastify.getAuth(request as never).userId }));
    for (const headers of [
      { AUTHORIZATION: `Bearer \t ${token}` },
      { cookie: [`__session=${token}`, '__client_uat=5'] as unknown as string },
    ]) {
      const answer = await app.inject({ url: '/', headers });
      expect(answer.json()).toEqual({ userId: 'user_1' });
    }
    await app.close();
  });
});

describe('getAuth of what a test made by hand', () => {
  const session = { tokenType: 'session_token', userId: 'user_9' } as const;
  const key = { tokenType: 'api_key', id: 'ak_1', userId: 'user_9' } as const;
  const forms: readonly (readonly [
    string,
    (request: unknown, asked?: object) => unknown,
    (auth: unknown) => unknown,
  ])[] = [
    ['express', onExpress.getAuth as never, (auth) => ({ auth })],
    ['fastify', onFastify.getAuth as never, (auth) => ({ auth })],
    ['hono', onHono.getAuth as never, (auth) => ({ get: (name: string) => (name === 'clerkAuth' ? auth : undefined) })],
  ];

  it.each(forms)('%s answers with an auth object, and with a function that gives one', (_name, getAuth, make) => {
    for (const auth of [session, () => session]) {
      expect(getAuth(make(auth))).toBe(session);
      expect(getAuth(make(auth), { acceptsToken: 'any' })).toBe(session);
      expect(getAuth(make(auth), { acceptsToken: ['session_token', 'api_key'] })).toBe(session);
      expect(getAuth(make(auth), { acceptsToken: 'api_key' })).toMatchObject({
        isAuthenticated: false,
        tokenType: 'api_key',
      });
    }
    expect(getAuth(make(key))).toMatchObject({ isAuthenticated: false, userId: null });
    expect(getAuth(make(key), { acceptsToken: 'api_key' })).toBe(key);
    expect(getAuth(make({ userId: 'user_9' }))).toEqual({ userId: 'user_9' });
    let asked: unknown;
    getAuth(
      make((options: unknown) => ((asked = options), session)),
      { treatPendingAsSignedOut: false },
    );
    expect(asked).toEqual({ treatPendingAsSignedOut: false });
  });

  it.each(forms)('%s says what is missing where there is none', (_name, getAuth, make) => {
    for (const request of [undefined, null, {}, make(undefined), make(null), make('x'), make(() => null)])
      expect(() => getAuth(request)).toThrow(expect.objectContaining({ code: 'middleware_missing' }) as Error);
  });

  it('a served request does not take the auth of other code for its own', () => {
    const foreign = { sub: 'x', userId: 'user_9' };
    const served = Object.assign(new IncomingMessage(new Socket()), { auth: foreign });
    expect(() => onExpress.getAuth(served as never)).toThrow('clerkMiddleware');
    expect(() => onFastify.getAuth({ raw: served, auth: foreign } as never)).toThrow('clerkPlugin');
  });
});

describe('hono', () => {
  it('keeps who is there when other middleware replaces the request', async () => {
    const app = new Hono();
    app.use(onHono.clerkMiddleware(options));
    app.use(bodyLimit({ maxSize: 1000 }));
    app.use('/replaced', async (c, next) => {
      c.req.raw = new Request(c.req.raw.url);
      await next();
    });
    app.use('/clone', async (c, next) => {
      c.req.raw = c.req.raw.clone();
      await next();
    });
    app.use('/twice', async (c, next) => {
      c.req.raw = new Request('http://localhost/twice', { headers: { authorization: 'Bearer junk' } });
      await next();
    });
    app.use('/twice', onHono.clerkMiddleware(options));
    app.use('/guarded', async (c, next) => {
      c.req.raw = new Request(c.req.raw, { headers: {} });
      await next();
    });
    app.use('/guarded', onHono.protect());
    app.all('*', (c) => c.json({ userId: onHono.getAuth(c).userId, same: c.get('clerkAuth')().userId }));
    const authorization = `Bearer ${token}`;
    const chunks = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('text'));
          controller.close();
        },
      });
    const posted = new Request('http://localhost/', {
      method: 'POST',
      body: chunks(),
      headers: { authorization, 'transfer-encoding': 'chunked' },
      duplex: 'half',
    } as RequestInit);
    for (const request of [
      posted,
      ...['replaced', 'clone', 'twice', 'guarded'].map(
        (path) => new Request(`http://localhost/${path}`, { headers: { authorization } }),
      ),
    ]) {
      const answer = await app.request(request);
      expect([request.url, await answer.json()]).toEqual([request.url, { userId: 'user_1', same: 'user_1' }]);
    }
  });

  it('hands it on to another application with the request', async () => {
    const inner = new Hono().get('*', (c) => c.json({ userId: onHono.getAuth(c).userId }));
    const app = new Hono();
    app.use(onHono.clerkMiddleware(options));
    app.all('*', (c) => inner.fetch(c.req.raw));
    const answer = await app.request('http://localhost/', { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toEqual({ userId: 'user_1' });
  });
});
