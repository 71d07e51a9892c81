import { once } from 'node:events';
import { createServer, request as rawRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProtectOptions } from '@acme/backend/adapter';
import * as onExpress from '@acme/express';
import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import { getRequestListener } from '@hono/node-server';
import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startService, type Service } from './service.js';

// What guards ask for, in all adapters: mistakes are found when a guard is made, and a guard that cannot decide is closed.

let service: Service;
let member: Readonly<Record<string, string>>;
const before = { ...process.env };
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  service = await startService();
  Object.assign(process.env, {
    CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
    CLERK_SECRET_KEY: 'sk_live_guards',
    CLERK_API_URL: service.url,
    CLERK_JWT_KEY: service.jwtKey,
  });
  const claims = {
    o: { id: 'org_1', rol: 'member', slg: 'acme', per: 'read', fpm: '1' },
    fea: 'o:posts',
    fva: [1, -1],
  };
  member = { authorization: `Bearer ${await service.sign(claims)}` };
});
afterAll(async () => {
  await service.close();
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const report: ErrorRequestHandler = (error: { code?: string }, _req, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).json({ code: error.code });
};
const fastify = () => {
  const app = Fastify();
  closing.push(() => app.close());
  app.setErrorHandler((error: { code?: string }, _request, reply) => reply.code(500).send({ code: error.code }));
  return app;
};

/** A server whose `/guarded` has a guard, and answers `{ passed: true }`. */
type Serve = (guard: never) => Promise<string>;

interface Subject {
  readonly protect: (...given: readonly [ProtectOptions?]) => unknown;
  /** `/guarded` for all methods. */
  readonly serve: Serve;
  /** A guard for everything, then a CORS middleware, then `GET /data`. */
  readonly serveBeforeCors: Serve;
  readonly getAuth: (options: object) => Promise<unknown>;
}

const corsHeaders = { 'access-control-allow-origin': 'https://shop.example', 'access-control-allow-methods': 'GET' };
/** What npm's `cors` does. */
const expressCors: RequestHandler = (req, res, next) => {
  res.set(corsHeaders);
  if (req.method === 'OPTIONS') res.status(204).set('content-length', '0').end();
  else next();
};

const subjects: Readonly<Record<string, Subject>> = {
  express: {
    protect: onExpress.protect,
    serve: (guard) =>
      listen(
        express()
          .all('/guarded', guard, (_req, res) => void res.json({ passed: true }))
          .use(report),
      ),
    serveBeforeCors: (guard) =>
      listen(
        express()
          .use(guard)
          .use(expressCors)
          .get('/data', (_req, res) => void res.json({ passed: true }))
          .use(report),
      ),
    getAuth: async (options) => {
      const app = express().use(onExpress.clerkMiddleware());
      app.get('/', (req, res) => void res.json(onExpress.getAuth(req, options as never))).use(report);
      return (await (await fetch(await listen(app), { headers: member })).json()) as unknown;
    },
  },
  fastify: {
    protect: onFastify.protect,
    serve: async (guard) => {
      const app = fastify();
      await app.register(onFastify.clerkPlugin);
      app.all('/guarded', { preHandler: guard }, () => Promise.resolve({ passed: true }));
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
    serveBeforeCors: async (guard) => {
      const app = fastify();
      await app.register(onFastify.clerkPlugin, { hookName: 'onRequest' });
      app.addHook('onRequest', guard);
      // What @fastify/cors does.
      app.addHook('onRequest', async (request, reply) => {
        void reply.headers(corsHeaders);
        return request.method === 'OPTIONS' ? reply.code(204).send() : undefined;
      });
      app.options('*', (_request, reply) => reply.callNotFound());
      app.get('/data', () => Promise.resolve({ passed: true }));
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
    getAuth: async (options) => {
      const app = fastify();
      await app.register(onFastify.clerkPlugin);
      app.get('/', (request) => Promise.resolve(onFastify.getAuth(request, options as never)));
      return (await app.inject({ url: '/', headers: member })).json();
    },
  },
  hono: {
    protect: onHono.protect,
    serve: (guard) =>
      listenHono((app) => app.use(onHono.clerkMiddleware()).all('/guarded', guard, (c) => c.json({ passed: true }))),
    serveBeforeCors: (guard) =>
      listenHono((app) =>
        app
          .use(onHono.clerkMiddleware())
          .use(guard)
          .use(cors({ origin: 'https://shop.example' }))
          .get('/data', (c) => c.json({ passed: true })),
      ),
    getAuth: async (options) => {
      const app = new Hono().use(onHono.clerkMiddleware());
      app.onError((error, c) => c.json({ code: (error as { code?: string }).code }, 500));
      app.get('/', (c) => c.json(onHono.getAuth(c, options as never)));
      return (await (await app.request('/', { headers: member })).json()) as unknown;
    },
  },
};

function listenHono(build: (app: Hono) => Hono): Promise<string> {
  const app = new Hono();
  app.onError((error, c) => c.json({ code: (error as { code?: string }).code }, 500));
  build(app);
  return listen((request, response) => void getRequestListener(app.fetch)(request, response));
}

const send = (url: string, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000), ...init });
const answer = async (url: string, init?: RequestInit) => {
  const response = await send(url, init);
  return [response.status, await response.json().catch(() => undefined)] as const;
};

/** Node's fetch sets some headers by itself; here everything is as it is written. */
function raw(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  sent?: string,
): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(url, { method, headers, timeout: 5000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve([response.statusCode ?? 0, body]));
    });
    request.on('timeout', () => request.destroy(new Error('no answer'))).on('error', reject);
    request.end(sent);
  });
}

const names = ['role', 'permission', 'feature', 'plan', 'reverification', 'token', 'signInUrl'];
const nothing: readonly unknown[] = [undefined, null, '', ' ', 0, 5, true, false, {}, [], [undefined], () => true];
const mistakes: readonly (readonly [string, unknown, string])[] = [
  ...names.flatMap((name) =>
    nothing.map(
      (value) => [`${name}: ${String(value) || JSON.stringify(value)}`, { [name]: value }, 'option_invalid'] as const,
    ),
  ),
  ['a good member beside a missing one', { role: 'org:member', permission: undefined }, 'option_invalid'],
  ['a misspelt member', { permissions: 'org:posts:delete' }, 'option_unknown'],
  ['a misspelt member beside a good one', { role: 'org:member', Permission: 'org:posts:delete' }, 'option_unknown'],
  ['a member of the middleware', { audience: 'x' }, 'option_unknown'],
  ['a kind of token that does not exist', { token: 'apikey' }, 'option_invalid'],
  ['one of several kinds that does not exist', { token: ['session_token', 'apikey'] }, 'option_invalid'],
  ['a reverification that does not exist', { reverification: 'stict' }, 'option_invalid'],
  ['a level that does not exist', { reverification: { level: 'third_factor', afterMinutes: 5 } }, 'option_invalid'],
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', undefined].map(
    (afterMinutes) =>
      [
        `an age of ${String(afterMinutes)}`,
        { reverification: { level: 'first_factor', afterMinutes } },
        'option_invalid',
      ] as const,
  ),
  ...[
    'javascript:alert(1)',
    '//evil.example/',
    '/\\evil.example',
    '/a b',
    '/a\r\nx: y',
    'https://',
    'localhost:3000/in',
    'sign-in',
  ].map((signInUrl) => [`signInUrl ${JSON.stringify(signInUrl)}`, { signInUrl }, 'option_invalid'] as const),
  ['undefined instead of an object', undefined, 'option_invalid'],
  ['null', null, 'option_invalid'],
  ['a text', 'org:admin', 'option_invalid'],
  ['a list', [{ role: 'org:admin' }], 'option_invalid'],
  ['a function', () => ({ role: 'org:admin' }), 'option_invalid'],
  ['inherited members', Object.create({ role: 'org:admin' }), 'option_invalid'],
  [
    'members inherited from an object without a prototype',
    Object.create(Object.assign(Object.create(null) as object, { role: 'org:admin' })),
    'option_invalid',
  ],
];

describe.each(Object.entries(subjects))('%s', (name, { protect, serve, serveBeforeCors, getAuth }) => {
  it.each(mistakes)('refuses to make a guard with %s', (_case, options, code) => {
    expect(() => protect(options as ProtectOptions)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code }) as Error,
    );
  });

  it('names the member, says what to do, and never shows the value', () => {
    expect(() => protect({ permission: undefined as never })).toThrow(/`permission` must be .* undefined came.*leave/);
    expect(() => protect({ signInUrl: 'sk_live_secret' })).toThrow(/^(?!.*sk_live_secret)/);
  });

  it('makes a guard of everything that can be asked for, and of nothing', async () => {
    const good: readonly ProtectOptions[] = [
      {},
      { role: 'member' },
      { permission: 'org:posts:read' },
      { feature: 'posts' },
      { reverification: { level: 'first_factor', afterMinutes: 5 } },
      { reverification: 'lax' },
      { token: 'any' },
      { token: ['session_token'] },
      { signInUrl: '/sign-in?x=1' },
      { signInUrl: 'https://app.example.com/in' },
      Object.assign(Object.create(null) as object, { role: 'org:member' }),
    ];
    for (const options of good) {
      const url = await serve(protect(options) as never);
      expect([options, await answer(`${url}/guarded`, { headers: member })]).toEqual([
        options,
        [200, { passed: true }],
      ]);
      expect((await send(`${url}/guarded`)).status).toBe(401);
    }
    expect(await answer(`${await serve(protect() as never)}/guarded`, { headers: member })).toEqual([
      200,
      { passed: true },
    ]);
    const forbidden = await serve(protect({ permission: 'org:posts:delete' }) as never);
    expect((await send(`${forbidden}/guarded`, { headers: member })).status).toBe(403);
  });

  it('is not changed by what happens to the object afterwards', async () => {
    const options: { role?: string } = { role: 'org:admin' };
    const guard = protect(options);
    delete options.role;
    expect((await send(`${await serve(guard as never)}/guarded`, { headers: member })).status).toBe(403);
  });

  it('is not changed by what happens to a list or an object in it afterwards', async () => {
    const token: ('api_key' | 'session_token')[] = ['api_key'];
    const ofMachines = protect({ token });
    token.push('session_token');
    expect((await send(`${await serve(ofMachines as never)}/guarded`, { headers: member })).status).toBe(401);
    // The first factor was verified a minute ago.
    const reverification = { level: 'first_factor', afterMinutes: 1 } as const;
    const recent = protect({ reverification });
    Object.assign(reverification, { afterMinutes: 60 });
    expect((await send(`${await serve(recent as never)}/guarded`, { headers: member })).status).toBe(403);
  });

  it.each<readonly [string, () => object]>([
    ['that is not listed', () => Object.defineProperty({}, 'role', { value: 'org:admin' })],
    [
      'that says something else the second time',
      () => {
        const values = ['org:admin'];
        return Object.defineProperty({}, 'role', { get: () => values.pop(), enumerable: true });
      },
    ],
  ])('asks for a member %s', async (_case, options) => {
    const url = await serve(protect(options()) as never);
    expect((await send(`${url}/guarded`, { headers: member })).status).toBe(403);
  });

  it('says so when it is passed without being called', async () => {
    const url = await serve(protect as never);
    expect(await answer(`${url}/guarded`)).toEqual([500, { code: 'middleware_not_called' }]);
    expect(await answer(`${url}/guarded`, { headers: member })).toEqual([500, { code: 'middleware_not_called' }]);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['an empty list', []],
    ['a misspelt kind', 'apikey'],
    ['a list with one', ['session_token', undefined]],
  ])('getAuth refuses %s as the kinds of token', async (_case, acceptsToken) => {
    expect(await getAuth({ acceptsToken })).toMatchObject({ code: 'option_invalid' });
  });

  it('getAuth with { guarded } is somebody, or an error', async () => {
    expect(await getAuth({ guarded: true })).toMatchObject({ userId: 'user_1' });
    expect(await getAuth({ guarded: true, acceptsToken: 'api_key' })).toEqual({ code: 'guard_missing' });
  });

  describe('CORS preflights', () => {
    const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };

    it('pass a guard, so that a CORS middleware after it can answer', async () => {
      const url = await serveBeforeCors(protect({ role: 'org:member' }) as never);
      const response = await send(`${url}/data`, { method: 'OPTIONS', headers: preflight });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
        204,
        'https://shop.example',
      ]);
      expect((await send(`${url}/data`)).status).toBe(401);
      expect(await answer(`${url}/data`, { headers: member })).toEqual([200, { passed: true }]);
    });

    it('never bring back what is guarded', async () => {
      const url = await serve(protect() as never);
      const [status, body] = await raw(`${url}/guarded`, 'OPTIONS', preflight);
      expect([status, body]).toEqual([name === 'express' ? 404 : 204, '']);
    });

    it.each([
      ['without an origin', 'OPTIONS', { 'access-control-request-method': 'GET' }],
      ['without the method that is to come', 'OPTIONS', { origin: 'https://shop.example' }],
      ['with credentials', 'OPTIONS', { ...preflight, authorization: 'Bearer x' }],
      ['with cookies', 'OPTIONS', { ...preflight, cookie: 'a=b' }],
      ['with a body', 'OPTIONS', { ...preflight, 'content-length': '2', 'content-type': 'text/plain' }, '{}'],
      [
        'with a body in chunks',
        'OPTIONS',
        { ...preflight, 'transfer-encoding': 'chunked', 'content-type': 'text/plain' },
        '{}',
      ],
      ['with another method', 'POST', preflight],
      ['with another method that reads', 'GET', preflight],
    ])('are only those that browsers send, not a request %s', async (_case, method, headers, body?: string) => {
      for (const url of [
        `${await serve(protect() as never)}/guarded`,
        `${await serveBeforeCors(protect() as never)}/data`,
      ])
        expect((await raw(url, method, headers, body))[0]).toBe(401);
    });
  });

  describe('signInUrl', () => {
    const page = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__client_uat=0' };
    const visit = async (signInUrl: string, headers: Record<string, string> = {}) => {
      const url = await serve(protect({ signInUrl }) as never);
      return new Promise<readonly [number | undefined, string | undefined]>((resolve, reject) => {
        rawRequest(`${url}/guarded`, { headers: { ...page, host: 'app.example.com', ...headers } }, (response) => {
          response.resume();
          resolve([response.statusCode, response.headers.location]);
        })
          .on('error', reject)
          .end();
      });
    };

    it('may be a path or a URL, and gets the page to come back to', async () => {
      const back = `redirect_url=${encodeURIComponent('http://app.example.com/guarded')}`;
      expect(await visit('/sign-in')).toEqual([302, `/sign-in?${back}`]);
      expect(await visit('https://accounts.example.com/guarded')).toEqual([
        302,
        `https://accounts.example.com/guarded?${back}`,
      ]);
    });

    it.each([
      ['/guarded', {}],
      ['/guarded/', {}],
      ['/x/../guarded?again=1', {}],
      ['http://app.example.com/guarded', {}],
      // TLS ends at the proxy, which may or may not say so.
      ['https://app.example.com/guarded', {}],
      ['https://APP.example.com:443/guarded', {}],
      ['https://app.example.com/guarded', { host: 'internal:8080', 'x-forwarded-host': 'app.example.com' }],
      ['https://app.example.com/guarded', { 'x-forwarded-host': 'evil.example' }],
      ['https://app.example.com/guarded', { host: 'app.example.com:443', 'x-forwarded-proto': 'https' }],
    ])('%s is this page itself with %j: 401, no endless redirect', async (signInUrl, headers) => {
      expect(await visit(signInUrl, headers)).toEqual([401, undefined]);
    });

    it('leads nowhere else whatever a request says of its host', async () => {
      const spoofed = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      };
      for (const signInUrl of ['/sign-in', 'https://app.example.com/in']) {
        const [status, location] = await visit(signInUrl, spoofed);
        expect([status, location?.split('?', 1)[0]]).toEqual([302, signInUrl]);
      }
    });
  });
});

describe('express', () => {
  const { requireAuth, clerkMiddleware, protect } = onExpress;
  const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };

  it.each<readonly [string, (app: express.Express) => unknown]>([
    ['protect', (app) => app.use(protect as never)],
    ['requireAuth', (app) => app.use(requireAuth as never)],
    ['clerkMiddleware', (app) => app.use(clerkMiddleware as never)],
    ['protect in a router', (app) => app.use('/', Router().use(protect as never))],
    ['requireAuth in a route', (app) => app.get('/', requireAuth as never)],
  ])('%s, passed without being called, is an error', async (_case, build) => {
    const app = express();
    build(app);
    const url = await listen(app.get('/', (_req, res) => void res.json({ passed: true })).use(report));
    expect(await answer(url)).toEqual([500, { code: 'middleware_not_called' }]);
  });

  it('requireAuth lets preflights through as protect does', async () => {
    const app = express().use(requireAuth()).use(expressCors);
    const url = await listen(app.get('/data', (_req, res) => void res.json({ passed: true })));
    const response = await send(`${url}/data`, { method: 'OPTIONS', headers: preflight });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://shop.example',
    ]);
    expect((await send(`${url}/data`)).status).toBe(401);
  });

  it.each<readonly [string, RequestHandler]>([
    ['json', (_req, res) => void res.json({ secret: 'guarded' })],
    ['write and end', (_req, res) => (res.write('guarded'), void res.end('guarded'))],
    ['writeHead', (_req, res) => void res.writeHead(200, { 'content-length': '7', 'x-a': 'b' }).end('guarded')],
    ['a file', (_req, res) => res.sendFile(import.meta.filename)],
  ])('a handler mounted with use answers a preflight without a body: %s', async (_case, handler) => {
    const url = await listen(express().use('/api', protect(), handler));
    expect(await raw(`${url}/api`, 'OPTIONS', preflight)).toEqual([204, '']);
  });

  it('a handler in a route never sees a preflight', async () => {
    let runs = 0;
    const handler: RequestHandler = (_req, res) => ((runs += 1), void res.end());
    const url = await listen(express().all('/api', protect(), handler).all('/own', requireAuth(), handler));
    for (const path of ['/api', '/own']) await raw(url + path, 'OPTIONS', preflight);
    expect(runs).toBe(0);
  });

  it.each(['javascript:alert(1)', '//evil.example', 'sign-in', '/a b'])(
    'requireAuth refuses signInUrl %s',
    (signInUrl) => {
      expect(() => requireAuth({ signInUrl })).toThrow(expect.objectContaining({ code: 'option_invalid' }) as Error);
    },
  );

  it('requireAuth reports a bad page in the environment to who asks for it', async () => {
    process.env['CLERK_SIGN_IN_URL'] = 'javascript:alert(1)';
    try {
      const url = await listen(
        express()
          .get('/', requireAuth(), (_req, res) => void res.json({}))
          .use(report),
      );
      expect(await answer(url)).toEqual([500, { code: 'option_invalid' }]);
    } finally {
      Reflect.deleteProperty(process.env, 'CLERK_SIGN_IN_URL');
    }
  });
});

describe('hono', () => {
  it.each<readonly [string, unknown]>([
    ['protect', onHono.protect],
    ['clerkMiddleware', onHono.clerkMiddleware],
  ])('%s, passed without being called, is an error', async (_case, uncalled) => {
    const url = await listenHono((app) =>
      app.use(uncalled as MiddlewareHandler).get('/', (c) => c.json({ passed: true })),
    );
    expect(await answer(url)).toEqual([500, { code: 'middleware_not_called' }]);
  });
});

describe('fastify', () => {
  const { clerkPlugin } = onFastify;
  const guarded = { config: { clerk: { role: 'org:admin' } } };
  const secret = () => Promise.resolve('SECRET');
  const start = (app: FastifyInstance) =>
    app.ready().then(
      () => 'started',
      (error: { code?: string }) => error.code,
    );

  it.each(mistakes)('config.clerk does not start with %s', async (_case, options, code) => {
    const app = fastify();
    await app.register(clerkPlugin);
    const adding = () => {
      app.get('/admin', { config: { clerk: options as ProtectOptions } }, secret);
      return start(app);
    };
    expect(
      await Promise.resolve()
        .then(adding)
        .catch((error: { code?: string }) => error.code),
    ).toBe(code);
  });

  it('config.clerk is what it was when the route was added', async () => {
    const app = fastify();
    await app.register(clerkPlugin);
    const shared = { role: 'org:member' };
    const passed = () => Promise.resolve({ passed: true });
    app.get('/first', { config: { clerk: shared } }, passed);
    shared.role = 'org:admin';
    app.get('/second', { config: { clerk: shared } }, passed);
    shared.role = 'org:member';
    app.get('/inherited', { config: Object.create({ clerk: { role: 'org:admin' } }) as object }, passed);
    const status = async (url: string, method: 'GET' | 'HEAD' = 'GET') =>
      (await app.inject({ url, method, headers: member })).statusCode;
    expect([await status('/first'), await status('/second'), await status('/second', 'HEAD')]).toEqual([200, 403, 403]);
    expect(await status('/inherited')).toBe(403);
  });

  it.each([true, 0, 1, 'typo', Number.NaN])('config.clerk does not start with %s', async (value) => {
    const app = fastify();
    await app.register(clerkPlugin);
    expect(() => app.get('/admin', { config: { clerk: value as never } }, secret)).toThrow(
      expect.objectContaining({ code: 'option_invalid' }) as Error,
    );
  });

  it.each<readonly [name: string, build: (app: FastifyInstance) => Promise<unknown>, isLate: boolean]>([
    ['without the plugin', (app) => Promise.resolve(app.get('/admin', guarded, secret)), false],
    [
      'without the plugin, in a scope',
      async (app) => app.register((scope) => Promise.resolve(void scope.get('/admin', guarded, secret))),
      false,
    ],
    [
      'in a scope that was made before the plugin was registered',
      async (app) => {
        await app.register((scope) => Promise.resolve(void scope.get('/admin', guarded, secret)));
        await app.register(clerkPlugin);
      },
      false,
    ],
    [
      'in the scope beside that of the plugin',
      async (app) => {
        await app.register(async (scope) => void (await scope.register(clerkPlugin)));
        await app.register((scope) => Promise.resolve(void scope.get('/admin', guarded, secret)));
      },
      false,
    ],
    [
      'above the scope of the plugin',
      async (app) => {
        await app.register(async (scope) => void (await scope.register(clerkPlugin)));
        app.get('/admin', guarded, secret);
      },
      false,
    ],
    [
      'by a hook that says so later',
      async (app) => {
        app.addHook('onRoute', (route) => void (route.config = { ...route.config, clerk: {} }));
        await app.register((scope) => Promise.resolve(void scope.get('/admin', secret)));
        await app.register(clerkPlugin);
      },
      true,
    ],
  ])('a route that asks for a guard %s keeps the server from starting', async (_case, build, isLate) => {
    const app = fastify();
    await build(app);
    expect(await start(app)).toBe('middleware_missing');
    // An application that goes on all the same hears of it with each request.
    if (!isLate)
      expect([(await app.inject('/admin')).statusCode, (await app.inject('/admin')).body]).toEqual([
        500,
        '{"code":"middleware_missing"}',
      ]);
  });

  it.each<readonly [string, (app: FastifyInstance) => Promise<unknown>]>([
    [
      'after the plugin',
      async (app) => {
        await app.register(clerkPlugin);
        app.get('/admin', guarded, secret);
      },
    ],
    [
      'before the plugin, in the same scope',
      async (app) => {
        app.get('/admin', guarded, secret);
        await app.register(clerkPlugin);
      },
    ],
    [
      'in scopes inside',
      async (app) => {
        await app.register(clerkPlugin);
        await app.register(
          async (scope) =>
            void (await scope.register((inner) => Promise.resolve(void inner.get('/admin', guarded, secret)))),
        );
      },
    ],
    [
      'in a scope with a plugin of its own, made before that of the application',
      async (app) => {
        await app.register(async (scope) => {
          await scope.register(clerkPlugin);
          scope.get('/admin', guarded, secret);
        });
        await app.register(clerkPlugin);
      },
    ],
  ])('a route is guarded by its config %s', async (_case, build) => {
    const app = fastify();
    await build(app);
    expect(await start(app)).toBe('started');
    expect((await app.inject('/admin')).statusCode).toBe(401);
    expect((await app.inject({ url: '/admin', headers: member })).statusCode).toBe(403);
  });

  it('config.clerk: false needs no plugin, and lets everybody through', async () => {
    const app = fastify();
    app.get('/open', { config: { clerk: false } }, secret);
    expect((await app.inject('/open')).body).toBe('SECRET');
  });

  it.each<readonly [string, (app: FastifyInstance) => unknown]>([
    ['preHandler', (app) => app.get('/', { preHandler: onFastify.protect as never }, secret)],
    ['onRequest', (app) => app.get('/', { onRequest: [onFastify.protect as never] }, secret)],
    ['a hook of the server', (app) => app.addHook('preHandler', onFastify.protect as never).get('/', secret)],
  ])('protect, passed without being called as %s, is an error', async (_case, build) => {
    const app = fastify();
    await app.register(clerkPlugin);
    build(app);
    const response = await app.inject({ url: '/', headers: member });
    expect([response.statusCode, response.json()]).toEqual([500, { code: 'middleware_not_called' }]);
  });
});
