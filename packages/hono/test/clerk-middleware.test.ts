import { createEmulator } from '@acme/emulator';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { bearer, withEnvironment } from 'testing';
import { beforeAll, expect, it } from 'vitest';
import * as onHono from '../src/index.js';
import { clerkMiddleware, getAuth, protect } from '../src/index.js';
import { makeApp, serve } from './server.js';

// What is Hono's own: bindings, sub-apps, requests that other middleware replaces.

let userId: string;
let person: { readonly authorization: string };
beforeAll(async () => {
  const emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
  withEnvironment(emulator.env, { without: 'CLERK_' });
  person = bearer((await emulator.signIn(userId)).token);
  return () => emulator.close();
});

it.each<readonly [string, unknown]>([
  ['protect', protect],
  ['clerkMiddleware', clerkMiddleware],
])('%s, passed without being called, is an error', async (_case, uncalled) => {
  const app = makeApp();
  app.use(uncalled as MiddlewareHandler).get('/', (c) => c.json({ passed: true }));
  const response = await fetch(await serve(app));
  expect([response.status, await response.json()]).toMatchObject([500, { code: 'middleware_not_called' }]);
});

const routes = () =>
  new Hono().post('/', async (c) => c.json({ userId: getAuth(c).userId, body: await c.req.json<unknown>() }));
const send = async (app: Hono, path: string) => {
  const headers = { ...person, 'content-type': 'application/json' };
  return (await app.request(`http://localhost${path}`, { method: 'POST', headers, body: '{"a":1}' })).json() as unknown;
};

it('works in sub-apps, with and without one outside, and after the body was read', async () => {
  const guarded = new Hono().use(clerkMiddleware()).route('/', routes());
  const app = new Hono();
  app.route('/alone', guarded);
  app.use(async (c, next) => {
    await c.req.json();
    return next();
  });
  app.use(clerkMiddleware());
  app.route('/nested', guarded);
  for (const path of ['/alone', '/nested']) expect(await send(app, path)).toEqual({ userId, body: { a: 1 } });
});

it('answers 400 to TRACE', async () => {
  const app = new Hono();
  app.use(clerkMiddleware());
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

const bindings = { CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`, CLERK_SECRET_KEY: 'sk_live_x' };

it('makes one client, not one for each request', async () => {
  const app = new Hono();
  const clients: unknown[] = [];
  app.use(clerkMiddleware());
  app.get('/', (c) => {
    clients.push(c.get('clerk'));
    return c.text('');
  });
  await app.request('/', {}, bindings);
  await app.request('/', {}, { ...bindings });
  expect(clients).toHaveLength(2);
  expect(clients[0]).toBe(clients[1]);
  await app.request('/', {}, { ...bindings, CLERK_SECRET_KEY: 'sk_live_y' });
  expect(clients[2]).not.toBe(clients[0]);
});

it('has a client of the environment, and what the backend exports', () => {
  expect(onHono.clerkClient.users).toBeDefined();
  expect(onHono.createClerkClient).toBeTypeOf('function');
  expect(onHono.verifyToken).toBeTypeOf('function');
});

it('keeps who is there when other middleware replaces the request', async () => {
  const app = new Hono();
  app.use(clerkMiddleware());
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
  app.use('/twice', clerkMiddleware());
  app.use('/guarded', async (c, next) => {
    c.req.raw = new Request(c.req.raw, { headers: {} });
    await next();
  });
  app.use('/guarded', protect());
  app.all('*', (c) => c.json({ userId: getAuth(c).userId, same: c.get('clerkAuth')().userId }));
  const { authorization } = person;
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
    expect([request.url, await answer.json()]).toEqual([request.url, { userId, same: userId }]);
  }
});

it('hands it on to another application with the request', async () => {
  const inner = new Hono().get('*', (c) => c.json({ userId: getAuth(c).userId }));
  const app = new Hono();
  app.use(clerkMiddleware());
  app.all('*', (c) => inner.fetch(c.req.raw));
  const answer = await app.request('http://localhost/', { headers: person });
  expect(await answer.json()).toEqual({ userId });
});
