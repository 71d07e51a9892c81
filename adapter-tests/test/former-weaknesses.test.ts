import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@acme/emulator';
import * as onExpress from '@acme/express';
import type {} from '@acme/express/env';
import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adapters, type Setup, type TestServer } from './servers.js';
import { startService, type Service } from './service.js';

// What servers for this service have been seen to get wrong, one test for each.

let emulator: Emulator;
let service: Service;
let userId: string;
const before = { ...process.env };
const clearEnvironment = () => {
  for (const name of Object.keys(process.env)) if (name.startsWith('CLERK_')) Reflect.deleteProperty(process.env, name);
};
const open: TestServer[] = [];

beforeAll(async () => {
  [emulator, service] = await Promise.all([createEmulator(), startService()]);
  userId = emulator.users[0]?.id ?? '';
});
afterAll(async () => {
  await Promise.all([emulator.close(), service.close()]);
  clearEnvironment();
  Object.assign(process.env, before);
});
beforeEach(() => {
  clearEnvironment();
  Object.assign(process.env, emulator.env);
  // The keys are fetched here, as in production.
  Reflect.deleteProperty(process.env, 'CLERK_JWT_KEY');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const page = { accept: 'text/html', 'sec-fetch-dest': 'document' } as const;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: 'manual' });
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const location = (response: Response) => response.headers.get('location') ?? '';

async function startUpstream(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const upstream = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((ready) => upstream.once('listening', ready));
  open.push({ url: '', close: () => new Promise<void>((done) => void upstream.close(() => done())) });
  return `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
}

async function listen(app: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  open.push({ url: '', close: () => new Promise<void>((done) => void server.close(() => done())) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each(adapters)('%s', (name, start) => {
  async function run(setup: Setup = {}): Promise<string> {
    const server = await start(setup);
    open.push(server);
    return server.url;
  }

  it('keeps every Set-Cookie that comes through the proxy', async () => {
    process.env['CLERK_FAPI_URL'] = await startUpstream((_request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2', 'c=3']);
      response.end();
    });
    const url = await run({ options: { frontendApiProxy: { enabled: true } } });
    expect((await get(`${url}/__clerk/v1/client`)).headers.getSetCookie()).toEqual(['a=1', 'b=2', 'c=3']);
  });

  it('answers when the predicate of the proxy fails', async () => {
    const enabled = () => {
      throw new Error('no idea');
    };
    const url = await run({ options: { frontendApiProxy: { enabled } } });
    expect(await json(await get(`${url}/__clerk/v1/client`))).toMatchObject({ message: 'no idea' });
  });

  it('names the port in the address of the proxy', async () => {
    const seen: unknown[] = [];
    process.env['CLERK_FAPI_URL'] = await startUpstream((request, response) => {
      seen.push(request.headers['clerk-proxy-url']);
      response.end();
    });
    const url = await run({ options: { frontendApiProxy: { enabled: true } } });
    await get(`${url}/__clerk/v1/client`);
    expect(new URL(url).port).not.toBe('');
    expect(seen).toEqual([`${url}/__clerk`]);
  });

  it('reads the environment when it is needed, CLERK_JWT_KEY and CLERK_API_URL included', async () => {
    clearEnvironment();
    const url = await run();
    Object.assign(process.env, {
      CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
      CLERK_SECRET_KEY: 'sk_live_1',
      CLERK_API_URL: service.url,
    });
    expect(await json(await get(`${url}/who?accepts=api_key`, bearer('ak_1')))).toMatchObject({ tokenType: 'api_key' });
    const withKey = await run();
    process.env['CLERK_JWT_KEY'] = service.jwtKey;
    process.env['CLERK_API_URL'] = 'http://127.0.0.1:9';
    expect(await json(await get(`${withKey}/who`, bearer(await service.sign())))).toMatchObject({ userId: 'user_1' });
  });

  it('counts a pending session only for those who ask for it', async () => {
    const token = await emulator.signToken({ sub: userId, sid: 'sess_1', sts: 'pending' });
    const asked = await askPending(name, token);
    expect(asked).toEqual({ usual: null, asked: userId });
  });

  it('is registered twice without a crash, a second decision or doubled headers', async () => {
    const url = await run({ twice: true });
    expect((await get(`${url}/who`)).headers.get('x-clerk-auth-status')).toBe('signed-out');
  });

  it('reports errors with a code, and missing keys with the name of their variable', async () => {
    clearEnvironment();
    const url = await run();
    expect(await json(await get(`${url}/who`))).toMatchObject({
      name: 'ConfigurationError',
      code: 'publishable_key_missing',
      message: expect.stringContaining('CLERK_PUBLISHABLE_KEY') as string,
    });
  });

  it('reports malformed keys when it is made, not with every request', async () => {
    process.env['CLERK_PUBLISHABLE_KEY'] = 'pk_live_malformed';
    const made = await Promise.resolve()
      .then(() => run())
      .then(
        async (url) => json(await get(`${url}/who`)),
        (error: unknown) => error,
      );
    expect(made).toMatchObject({ code: 'publishable_key_invalid' });
  });

  it('takes the scheme of Authorization in any letter case', async () => {
    const url = await run();
    const { token } = await emulator.signIn(userId);
    for (const scheme of ['bearer', 'BEARER', 'Bearer'])
      expect(await json(await get(`${url}/who`, { authorization: `${scheme} ${token}` }))).toMatchObject({ userId });
  });

  it('believes forwarded hosts only from a list, where there is one', async () => {
    const forwarded = { ...page, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const trusting = await run({ options: { trustedForwardedHosts: ['app.example.com'] } });
    const redirect = (response: Response) => new URL(location(response)).searchParams.get('redirect_url');
    expect(redirect(await get(`${trusting}/who`, forwarded))).not.toContain('evil.example');
    expect(redirect(await get(`${trusting}/who`, { ...forwarded, 'x-forwarded-host': 'app.example.com' }))).toBe(
      'https://app.example.com/who',
    );
  });

  it('puts no token of an Authorization header into a URL', async () => {
    const url = await run();
    const expired = await emulator.signToken({ sub: userId, sid: 'sess_1', iat: 1, nbf: 1, exp: 2 });
    expect(location(await get(`${url}/who`, { ...page, ...bearer(expired) }))).not.toContain(expired);
  });

  it('has guards that answer 401 with WWW-Authenticate and 403', async () => {
    const url = await run({ protect: { role: 'org:owner' } });
    const refused = await get(`${url}/guarded`);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await get(`${url}/guarded`, bearer((await emulator.signIn(userId)).token))).status).toBe(403);
  });

  it('has guards for kinds of token', async () => {
    const url = await run({ protect: { token: 'm2m_token' } });
    expect((await get(`${url}/guarded`, bearer((await emulator.mintM2MToken()).token))).status).toBe(200);
    expect((await get(`${url}/guarded`, bearer((await emulator.signIn(userId)).token))).status).toBe(401);
  });

  it('lets nobody cache a redirect to the handshake', async () => {
    const url = await run();
    expect((await get(`${url}/who`, page)).headers.get('cache-control')).toBe('no-store');
  });

  it('verifies tokens with CLERK_JWT_KEY and no other key', async () => {
    clearEnvironment();
    process.env['CLERK_JWT_KEY'] = service.jwtKey;
    const url = await run();
    expect(await json(await get(`${url}/who`, bearer(await service.sign())))).toMatchObject({ userId: 'user_1' });
    const forged = await get(`${url}/who`, bearer(await emulator.signToken({ sub: userId, sid: 'sess_1' })));
    expect(await json(forged)).toMatchObject({ userId: null });
    expect((await get(`${url}/who`, page)).status).toBe(200);
    expect(await json(await get(`${url}/who`, bearer('ak_1')))).toMatchObject({ userId: null });
    const cookie = `__session=${await service.sign()}; __client_uat=1`;
    expect(await json(await get(`${url}/who`, { cookie }))).toMatchObject({ code: 'publishable_key_missing' });
    process.env['CLERK_PUBLISHABLE_KEY'] = `pk_live_${btoa('clerk.example.com$')}`;
    const withCookies = await run();
    expect(await json(await get(`${withCookies}/who`, { cookie }))).toMatchObject({ userId: 'user_1' });
    const outdated = await service.sign({ iat: 1, nbf: 1, exp: 2 });
    const refreshable = `__session=${outdated}; __client_uat=1; __refresh_${await suffix()}=r`;
    expect(await json(await get(`${withCookies}/who`, { cookie: refreshable }))).toMatchObject({ userId: null });
  });
});

/** The end of the names of cookies, which is made from the publishable key. */
async function suffix(): Promise<string> {
  const key = new TextEncoder().encode(process.env['CLERK_PUBLISHABLE_KEY']);
  return Buffer.from(await crypto.subtle.digest('SHA-1', key))
    .toString('base64url')
    .slice(0, 8);
}

/** What handlers see of a pending session: by default, and when they ask for it. */
async function askPending(framework: string, token: string): Promise<unknown> {
  const asked = { treatPendingAsSignedOut: false };
  const headers = bearer(token);
  if (framework === 'express') {
    const app = express().use(onExpress.clerkMiddleware());
    app.get('/', (req, res) => {
      res.json({ usual: onExpress.getAuth(req).userId, asked: onExpress.getAuth(req, asked).userId });
    });
    return json(await get(await listen(app), headers));
  }
  if (framework === 'fastify') {
    const app = Fastify();
    await app.register(onFastify.clerkPlugin);
    app.get('/', (request) =>
      Promise.resolve({ usual: onFastify.getAuth(request).userId, asked: onFastify.getAuth(request, asked).userId }),
    );
    return (await app.inject({ url: '/', headers })).json();
  }
  const app = new Hono();
  app.use(onHono.clerkMiddleware());
  app.get('/', (c) => c.json({ usual: onHono.getAuth(c).userId, asked: onHono.getAuth(c, asked).userId }));
  return json(await app.request('http://localhost/', { headers }));
}

describe('fastify', () => {
  it('says that the plugin is registered, where it was called', () => {
    const call = onFastify.clerkPlugin as unknown as (options?: object) => unknown;
    for (const options of [undefined, { authorizedParties: [] }]) {
      expect(() => call(options)).toThrow(
        expect.objectContaining({
          code: 'option_invalid',
          message: expect.stringContaining('register(clerkPlugin') as string,
        }) as Error,
      );
    }
  });
});

describe('express', () => {
  it('reports a middleware that was not called, instead of hanging', async () => {
    const app = express().use(onExpress.clerkMiddleware as never);
    app.use(((error, _req, res, next) => {
      if (res.headersSent) next(error);
      else res.status(500).json({ code: (error as { code: string }).code });
    }) as express.ErrorRequestHandler);
    expect(await json(await get(await listen(app)))).toEqual({ code: 'middleware_not_called' });
  });

  it('requireAuth takes no machine for a person, answers 401 to programs and never sends a page to itself', async () => {
    const app = express().use(onExpress.clerkMiddleware());
    app.use(onExpress.requireAuth({ signInUrl: '/' }), (_req, res) => void res.send('in'));
    const url = await listen(app);
    expect((await get(url, bearer((await emulator.mintApiKey({ subject: userId })).secret))).status).toBe(401);
    expect((await fetch(url, { method: 'POST' })).status).toBe(401);
    const stranger = { ...page, cookie: '__clerk_db_jwt=dvb_1' };
    const back = encodeURIComponent(`${url}/page`);
    expect((await get(`${url}/page`, stranger)).headers.get('location')).toBe(`/?redirect_url=${back}`);
    expect((await get(`${url}/`, stranger)).status).toBe(401);
  });

  it('req.auth.userId still tells who is there', async () => {
    const app = express().use(onExpress.clerkMiddleware());
    app.get('/', (req, res) => void res.json({ userId: (req.auth as unknown as { userId: string }).userId }));
    const { token } = await emulator.signIn(userId);
    expect(await json(await get(await listen(app), bearer(token)))).toEqual({ userId });
  });

  it('does not believe what others left on req.auth', async () => {
    const app = express().use((req, _res, next) => {
      Object.assign(req, { auth: { userId: 'user_forged' } });
      next();
    });
    app.use(onExpress.clerkMiddleware());
    app.get('/', (req, res) => void res.json({ userId: onExpress.getAuth(req).userId }));
    expect(await json(await get(await listen(app)))).toEqual({ userId: null });
  });
});

describe('fastify', () => {
  it('works beside a plugin that owns request.auth', async () => {
    const app = Fastify();
    app.decorateRequest('auth', { getter: () => 'theirs' });
    await app.register(onFastify.clerkPlugin);
    app.get('/', (request) =>
      Promise.resolve({
        auth: (request as unknown as { auth: string }).auth,
        userId: onFastify.getAuth(request).userId,
      }),
    );
    const { token } = await emulator.signIn(userId);
    expect((await app.inject({ url: '/', headers: bearer(token) })).json()).toEqual({ auth: 'theirs', userId });
  });

  it('exports a client that is made when it is used, and entries that exist at run time', async () => {
    clearEnvironment();
    expect(onFastify.clerkClient).toBeDefined();
    for (const name of ['express', 'fastify', 'hono']) {
      await expect(import(`@acme/${name}/types`)).resolves.toBeDefined();
      await expect(import(`@acme/${name}/package.json`, { with: { type: 'json' } })).resolves.toBeDefined();
    }
  });
});

describe('hono', () => {
  it('answers 400 to TRACE', async () => {
    const app = new Hono();
    app.use(onHono.clerkMiddleware());
    // A `Request` cannot have the method; what a server hands over can.
    const request = new Proxy(new Request('http://localhost/'), {
      get: (target, key) => {
        if (key === 'method') return 'TRACE';
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    expect((await app.fetch(request)).status).toBe(400);
  });

  it('has the client and the backend among its exports', () => {
    expect(onHono.clerkClient.users).toBeDefined();
    expect(onHono.verifyToken).toBeTypeOf('function');
  });
});
