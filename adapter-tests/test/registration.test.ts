import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@acme/emulator';
import * as onExpress from '@acme/express';
import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import express, { Router, type RequestHandler } from 'express';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from './servers.js';

// Wherever the middleware stands among others, and however often.

let emulator: Emulator;
let userId: string;
let person: Record<string, string>;
const before = { ...process.env };
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
  Object.assign(process.env, emulator.env);
  person = { authorization: `Bearer ${(await emulator.signIn(userId)).token}` };
});
afterAll(async () => {
  await emulator.close();
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
    return once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const post = async (url: string) => {
  const headers = { ...person, 'content-type': 'application/json' };
  return (await (await fetch(url, { method: 'POST', headers, body: '{"a":1}' })).json()) as unknown;
};
const get = async (url: string, headers: Record<string, string> = person) =>
  (await (await fetch(url, { headers })).json()) as unknown;

describe('express', () => {
  const who: RequestHandler = (req, res) => {
    res.json({ userId: onExpress.getAuth(req).userId, body: req.body as unknown });
  };

  it('works before and after body parsers', async () => {
    const first = express().use(onExpress.clerkMiddleware(), express.json()).post('/', who);
    const last = express().use(express.json(), onExpress.clerkMiddleware()).post('/', who);
    for (const app of [first, last]) expect(await post(await listen(app))).toEqual({ userId, body: { a: 1 } });
  });

  it('works in mounted routers, with and without one outside, and counts once', async () => {
    let decisions = 0;
    const counting = onExpress.clerkMiddleware(() => {
      decisions += 1;
      return {};
    });
    const inner = Router().use(counting).get('/page', who);
    const app = express().use('/alone', inner).use(counting).use('/nested', Router().use('/deep', inner));
    const url = await listen(app);
    expect(await get(`${url}/alone/page`)).toMatchObject({ userId });
    expect(await get(`${url}/nested/deep/page`)).toMatchObject({ userId });
    expect(decisions).toBe(2);
  });

  it('works beside others that use req.auth, before and after it', async () => {
    const theirs: RequestHandler = (req, _res, next) => {
      Object.assign(req, { auth: { sub: 'theirs' }, user: { id: 'theirs' } });
      next();
    };
    for (const handlers of [
      [theirs, onExpress.clerkMiddleware()],
      [onExpress.clerkMiddleware(), theirs],
    ]) {
      const url = await listen(
        express()
          .use(...handlers)
          .get('/', who),
      );
      expect(await get(url)).toMatchObject({ userId });
      expect(await get(url, {})).toMatchObject({ userId: null });
    }
  });
});

describe('fastify', () => {
  const addRoute = (scope: FastifyInstance, path: string) =>
    scope.post(path, (request) => Promise.resolve({ userId: onFastify.getAuth(request).userId, body: request.body }));
  async function start(app: FastifyInstance): Promise<string> {
    closing.push(() => app.close());
    return app.listen({ port: 0, host: '127.0.0.1' });
  }

  it.each(['onRequest', 'preHandler'] as const)('leaves the body to parsers at %s', async (hookName) => {
    const app = Fastify();
    await app.register(onFastify.clerkPlugin, { hookName });
    addRoute(app, '/');
    expect(await post(await start(app))).toEqual({ userId, body: { a: 1 } });
  });

  it('authenticates the scope it is registered in, and those inside', async () => {
    const app = Fastify();
    await app.register(async (scope) => {
      await scope.register(onFastify.clerkPlugin);
      addRoute(scope, '/inside');
      await scope.register(async (deeper) => {
        await deeper.register(onFastify.clerkPlugin);
        addRoute(deeper, '/deeper');
      });
    });
    addRoute(app, '/outside');
    const url = await start(app);
    for (const path of ['/inside', '/deeper']) expect(await post(url + path)).toMatchObject({ userId });
    expect(await post(`${url}/outside`)).toMatchObject({ code: 'middleware_missing' });
  });
});

describe('hono', () => {
  const routes = () =>
    new Hono().post('/', async (c) => c.json({ userId: onHono.getAuth(c).userId, body: await c.req.json<unknown>() }));
  const send = async (app: Hono, path: string) => {
    const headers = { ...person, 'content-type': 'application/json' };
    return (
      await app.request(`http://localhost${path}`, { method: 'POST', headers, body: '{"a":1}' })
    ).json() as unknown;
  };

  it('works in sub-apps, with and without one outside, and after the body was read', async () => {
    const guarded = new Hono().use(onHono.clerkMiddleware()).route('/', routes());
    const app = new Hono();
    app.route('/alone', guarded);
    app.use(async (c, next) => {
      await c.req.json();
      return next();
    });
    app.use(onHono.clerkMiddleware());
    app.route('/nested', guarded);
    for (const path of ['/alone', '/nested']) expect(await send(app, path)).toEqual({ userId, body: { a: 1 } });
  });
});

describe.each(adapters)('%s', (_name, start) => {
  it('streams the Frontend API both ways: each part arrives before the next is sent', async () => {
    let arrived: (text: string) => void = () => undefined;
    const upstream = await listen((request: IncomingMessage, response: ServerResponse) => {
      response.write('one;');
      request.setEncoding('utf8').on('data', (text: string) => arrived(text));
      request.on('end', () => response.end('two'));
    });
    process.env['CLERK_FAPI_URL'] = upstream;
    const { url, close } = await start({ options: { frontendApiProxy: { enabled: true } } });
    closing.push(close);
    try {
      let push: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (push = controller) });
      const first = new Promise<string>((resolve) => (arrived = resolve));
      const answering = fetch(`${url}/__clerk/v1/client`, { method: 'POST', body, duplex: 'half' } as RequestInit);
      push?.enqueue(new TextEncoder().encode('part one'));
      expect(await first).toBe('part one');
      push?.close();
      const answer = await answering;
      expect(await answer.text()).toBe('one;two');
    } finally {
      Reflect.deleteProperty(process.env, 'CLERK_FAPI_URL');
    }
  });

  it('sends the beginning of an answer on before its end is there', async () => {
    let finish: () => void = () => undefined;
    const upstream = await listen((_request, response) => {
      response.write('beginning');
      finish = () => void response.end('end');
    });
    process.env['CLERK_FAPI_URL'] = upstream;
    const { url, close } = await start({ options: { frontendApiProxy: { enabled: true } } });
    closing.push(close);
    try {
      const answer = await fetch(`${url}/__clerk/v1/client`);
      const reader = answer.body?.getReader();
      const beginning = await reader?.read();
      expect(new TextDecoder().decode(beginning?.value)).toBe('beginning');
      finish();
      const end = await reader?.read();
      expect(new TextDecoder().decode(end?.value)).toBe('end');
    } finally {
      Reflect.deleteProperty(process.env, 'CLERK_FAPI_URL');
    }
  });
});
