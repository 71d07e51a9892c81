import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { createEmulator } from '@acme/emulator';
import { startService } from 'adapter-kit';
import type { FastifyInstance } from 'fastify';
import { bearer, withEnvironment } from 'testing';
import { beforeAll, expect, it } from 'vitest';
import { clerkClient, clerkPlugin, getAuth } from '../src/index.js';
import { makeApp, startFastify } from './server.js';

// What is Fastify's own: scopes, hooks, plugins beside this one, injected requests.

let userId: string;
let person: { readonly authorization: string };
beforeAll(async () => {
  const emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
  withEnvironment(emulator.env, { without: 'CLERK_' });
  person = bearer((await emulator.signIn(userId)).token);
  return () => emulator.close();
});

const post = async (url: string) => {
  const headers = { ...person, 'content-type': 'application/json' };
  return (await (await fetch(url, { method: 'POST', headers, body: '{"a":1}' })).json()) as unknown;
};

const addRoute = (scope: FastifyInstance, path: string) =>
  scope.post(path, (request) => Promise.resolve({ userId: getAuth(request).userId, body: request.body }));
const start = (app: FastifyInstance) => app.listen({ port: 0, host: '127.0.0.1' });

it.each(['onRequest', 'preHandler'] as const)('leaves the body to parsers at %s', async (hookName) => {
  const app = makeApp();
  await app.register(clerkPlugin, { hookName });
  addRoute(app, '/');
  expect(await post(await start(app))).toEqual({ userId, body: { a: 1 } });
});

it('authenticates the scope it is registered in, and those inside', async () => {
  const app = makeApp();
  await app.register(async (scope) => {
    await scope.register(clerkPlugin);
    addRoute(scope, '/inside');
    await scope.register(async (deeper) => {
      await deeper.register(clerkPlugin);
      addRoute(deeper, '/deeper');
    });
  });
  addRoute(app, '/outside');
  const url = await start(app);
  for (const path of ['/inside', '/deeper']) expect(await post(url + path)).toMatchObject({ userId });
  expect(await post(`${url}/outside`)).toMatchObject({ code: 'middleware_missing' });
});

it('works beside a plugin that owns request.auth', async () => {
  const app = makeApp();
  app.decorateRequest('auth', { getter: () => 'theirs' });
  await app.register(clerkPlugin);
  app.get('/', (request) =>
    Promise.resolve({
      auth: (request as unknown as { auth: string }).auth,
      userId: getAuth(request).userId,
    }),
  );
  expect((await app.inject({ url: '/', headers: person })).json()).toEqual({ auth: 'theirs', userId });
});

it('says that the plugin is registered, where it was called', () => {
  const call = clerkPlugin as unknown as (options?: object) => unknown;
  for (const options of [undefined, { authorizedParties: [] }]) {
    expect(() => call(options)).toThrow(
      expect.objectContaining({
        code: 'option_invalid',
        message: expect.stringContaining('register(clerkPlugin') as string,
      }) as Error,
    );
  }
});

it('tells a hook that is none when the plugin is registered', async () => {
  const app = makeApp();
  const registered = app.register(clerkPlugin, { hookName: 'onSend' as never });
  await expect(registered.then(() => app.ready())).rejects.toMatchObject({ code: 'option_invalid' });
});

it('takes null for a hook that is not chosen', async () => {
  const app = makeApp();
  await app.register(clerkPlugin, { hookName: null as never });
  addRoute(app, '/');
  expect(await post(await start(app))).toEqual({ userId, body: { a: 1 } });
});

it.each([{}, { debug: false }, { frontendApiProxy: { enabled: false } }])(
  'offers the exported client where the options are none of a client: %j',
  async (options) => {
    const app = makeApp();
    await app.register(clerkPlugin, options);
    app.get('/', (request) => Promise.resolve(request.clerk === clerkClient));
    expect((await app.inject('/')).json()).toBe(true);
  },
);

it('refuses options beside the function that gives them', async () => {
  const beside = { options: () => ({}), authorizedParties: ['x'] };
  await expect(startFastify({ options: beside })).rejects.toMatchObject({ code: 'option_unknown' });
  const nested = startFastify({ options: { options: {} } as never });
  await expect(nested).rejects.toMatchObject({ code: 'option_invalid' });
});

it('exports a client that is made when it is used', () => {
  withEnvironment({}, { without: 'CLERK_' });
  expect(clerkClient).toBeDefined();
});

it('knows who sends an injected request', async () => {
  const { url, jwtKey, sign } = await startService();
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  const token = await sign();
  const app = makeApp();
  await app.register(clerkPlugin, { publishableKey, secretKey: 'sk_live_hand', jwtKey, apiUrl: url });
  app.get('/', (request) => Promise.resolve({ userId: getAuth(request).userId }));
  for (const headers of [
    { AUTHORIZATION: `Bearer \t ${token}` },
    { cookie: [`__session=${token}`, '__client_uat=5'] as unknown as string },
  ]) {
    const answer = await app.inject({ url: '/', headers });
    expect(answer.json()).toEqual({ userId: 'user_1' });
  }
});

it('a served request does not take the auth of other code for its own', () => {
  const foreign = { sub: 'x', userId: 'user_9' };
  const served = Object.assign(new IncomingMessage(new Socket()), { auth: foreign });
  expect(() => getAuth({ raw: served, auth: foreign } as never)).toThrow('clerkPlugin');
});
