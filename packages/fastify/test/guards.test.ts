import { guardMistakes, memberClaims, startService } from 'adapter-kit';
import type { FastifyInstance } from 'fastify';
import { bearer, withEnvironment } from 'testing';
import { beforeAll, expect, it } from 'vitest';
import { clerkPlugin, protect, type ProtectOptions } from '../src/index.js';
import { makeApp } from './server.js';

// Guards in `config.clerk` of a route: mistakes keep the server from starting, and a guard without the plugin is closed.

let member: { readonly authorization: string };
beforeAll(async () => {
  const service = await startService();
  member = bearer(await service.sign(memberClaims));
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  withEnvironment(
    {
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: 'sk_live_guards',
      CLERK_API_URL: service.url,
      CLERK_JWT_KEY: service.jwtKey,
    },
    { without: 'CLERK_' },
  );
});

const guarded = { config: { clerk: { role: 'org:admin' } } };
const secret = () => Promise.resolve('SECRET');
const start = (app: FastifyInstance) =>
  app.ready().then(
    () => 'started',
    (error: { code?: string }) => error.code,
  );

it.each(guardMistakes)('config.clerk does not start with %s', async (_case, options, code) => {
  const app = makeApp();
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
  const app = makeApp();
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
  const app = makeApp();
  await app.register(clerkPlugin);
  expect(() => app.get('/admin', { config: { clerk: value as never } }, secret)).toThrow(
    expect.objectContaining({ code: 'option_invalid' }) as Error,
  );
});

it('a hook that makes config.clerk wrong later keeps the server from starting', async () => {
  const app = makeApp();
  await app.register(clerkPlugin);
  app.addHook('onRoute', (route) => void (route.config = { ...route.config, clerk: { typo: true } as object }));
  app.get('/admin', guarded, secret);
  expect(await start(app)).toBe('option_unknown');
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
    'after a registration that failed',
    (app) => {
      void app
        .register(clerkPlugin, { typo: true } as object)
        .after((error) => expect(error).toMatchObject({ code: 'option_unknown' }));
      return Promise.resolve(app.get('/admin', guarded, secret));
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
  const app = makeApp();
  await build(app);
  expect(await start(app)).toBe('middleware_missing');
  // An application that goes on all the same hears of it with each request.
  if (!isLate)
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await app.inject('/admin');
      expect([answer.statusCode, answer.json()]).toMatchObject([500, { code: 'middleware_missing' }]);
    }
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
  const app = makeApp();
  await build(app);
  expect(await start(app)).toBe('started');
  expect((await app.inject('/admin')).statusCode).toBe(401);
  expect((await app.inject({ url: '/admin', headers: member })).statusCode).toBe(403);
});

it('config.clerk: false needs no plugin, and lets everybody through', async () => {
  const app = makeApp();
  app.get('/open', { config: { clerk: false } }, secret);
  expect((await app.inject('/open')).body).toBe('SECRET');
});

it.each<readonly [string, (app: FastifyInstance) => unknown]>([
  ['preHandler', (app) => app.get('/', { preHandler: protect as never }, secret)],
  ['onRequest', (app) => app.get('/', { onRequest: [protect as never] }, secret)],
  ['a hook of the server', (app) => app.addHook('preHandler', protect as never).get('/', secret)],
])('protect, passed without being called as %s, is an error', async (_case, build) => {
  const app = makeApp();
  await app.register(clerkPlugin);
  build(app);
  const response = await app.inject({ url: '/', headers: member });
  expect([response.statusCode, response.json()]).toEqual([
    500,
    expect.objectContaining({ code: 'middleware_not_called' }),
  ]);
});
