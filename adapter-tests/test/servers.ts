import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as onExpress from '@acme/express';
import { verifyWebhook as verifyOnExpress } from '@acme/express/webhooks';
import * as onFastify from '@acme/fastify';
import { verifyWebhook as verifyOnFastify } from '@acme/fastify/webhooks';
import * as onHono from '@acme/hono';
import { verifyWebhook as verifyOnHono } from '@acme/hono/webhooks';
import { getRequestListener } from '@hono/node-server';
import * as officialExpress from '@clerk/express';
import { verifyWebhook as verifyOnOfficialExpress } from '@clerk/express/webhooks';
import * as officialFastify from '@clerk/fastify';
import { verifyWebhook as verifyOnOfficialFastify } from '@clerk/fastify/webhooks';
import * as officialHono from '@clerk/hono';
import { verifyWebhook as verifyOnOfficialHono } from '@clerk/hono/webhooks';
import express from 'express';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import type { ClerkClient } from '@acme/backend';
import type { MiddlewareOptions, ProtectOptions } from '@acme/backend/adapter';

/** The options that all adapters take. */
export type Options = MiddlewareOptions;

/** How a server is set up. */
export interface Setup {
  /** Options of the middleware, or a function that gives them for each request. */
  readonly options?: Options | (() => Options | Promise<Options>);
  /** What `/guarded` asks for. */
  readonly protect?: ProtectOptions;
  /** Reads and parses bodies before the middleware comes. */
  readonly parsesBodies?: boolean;
  /** Fastify: when the plugin looks at a request. */
  readonly hookName?: 'onRequest' | 'preHandler';
  /** Registers the middleware twice. */
  readonly twice?: boolean;
  /** Leaves the middleware out. */
  readonly without?: boolean;
}

/** A server that tests talk to over the network. */
export interface TestServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

async function listen(listener: RequestListener): Promise<TestServer> {
  const server: Server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Kinds of token that `/who?accepts=` may name. */
export type Kind = 'session_token' | 'api_key' | 'm2m_token' | 'oauth_token';

/** What the routes answer about who is there. */
function show(auth: object): object {
  return JSON.parse(JSON.stringify(auth)) as object;
}

/** Calls the Backend API with the client of the request; `?twice`: two calls at the same time. */
async function useClient(clerk: ClerkClient, id: string, url: string): Promise<object> {
  const users = await Promise.all((url.endsWith('?twice') ? [id, id] : [id]).map((each) => clerk.users.getUser(each)));
  return { id: users[0]?.id };
}

const errorBody = (error: unknown) => ({
  name: (error as Error).name,
  code: (error as { code?: string }).code,
  message: (error as Error).message,
});

/** `protect(undefined)` is a mistake, and not the same as `protect()`. */
const asked = (protect: ProtectOptions | undefined) => (protect ? ([protect] as const) : ([] as const));

/** What a server is built with; the official packages have no guard. */
interface Adapter<Own> {
  readonly own: Own;
  readonly protect?: ((options?: ProtectOptions) => never) | undefined;
}
type OnExpress = Pick<typeof onExpress, 'clerkMiddleware' | 'getAuth'> & { verifyWebhook: typeof verifyOnExpress };
type OnFastify = Pick<typeof onFastify, 'clerkPlugin' | 'getAuth'> & { verifyWebhook: typeof verifyOnFastify };
type OnHono = Pick<typeof onHono, 'clerkMiddleware' | 'getAuth'> & { verifyWebhook: typeof verifyOnHono };

function startExpress(
  { own, protect: guard }: Adapter<OnExpress>,
  { options, protect, parsesBodies, twice, without }: Setup,
): Promise<TestServer> {
  const app = express();
  if (parsesBodies) app.use(express.json(), express.urlencoded({ extended: true }), express.raw({ type: 'image/png' }));
  if (!without) {
    app.use(own.clerkMiddleware(options));
    if (twice) app.use(own.clerkMiddleware(options));
  }
  app.get('/who', (req, res) => {
    const kind = req.query['accepts'] as Kind | undefined;
    res.json(show(kind ? own.getAuth(req, { acceptsToken: kind }) : own.getAuth(req)));
  });
  if (guard) app.get('/guarded', guard(...asked(protect)), (_req, res) => void res.json({ passed: true }));
  app.post('/body', (req, res) => {
    req.setEncoding('utf8');
    let text = '';
    req.on('data', (chunk: string) => (text += chunk));
    req.on('end', () => res.json({ text }));
  });
  app.post('/webhooks', express.raw({ type: 'application/json' }), async (req, res) => {
    res.json(await own.verifyWebhook(req));
  });
  app.use(((error, _req, res, next) => {
    if (res.headersSent) next(error);
    else res.status(500).json(errorBody(error));
  }) as express.ErrorRequestHandler);
  return listen(app);
}

async function startFastify(
  { own, protect: guard }: Adapter<OnFastify>,
  { options, protect, parsesBodies, hookName, twice, without }: Setup,
): Promise<TestServer> {
  const app: FastifyInstance = Fastify();
  if (parsesBodies) {
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    app.addContentTypeParser('image/png', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  }
  app.setErrorHandler((error, _request, reply) => reply.code(500).send(errorBody(error)));
  const hook = hookName ?? (parsesBodies ? 'preHandler' : undefined);
  const given = { ...(typeof options === 'function' ? { options } : options), ...(hook && { hookName: hook }) };
  if (!without) {
    await app.register(own.clerkPlugin, given);
    if (twice) await app.register(own.clerkPlugin, given);
  }
  app.get('/who', (request) => {
    const kind = (request.query as { accepts?: Kind }).accepts;
    return Promise.resolve(show(kind ? own.getAuth(request, { acceptsToken: kind }) : own.getAuth(request)));
  });
  if (guard) app.get('/guarded', { preHandler: guard(...asked(protect)) }, () => Promise.resolve({ passed: true }));
  app.get('/client/:id', (request) => {
    const { id } = request.params as { id: string };
    return useClient(request.clerk, id, request.url);
  });
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post('/body', (request) => Promise.resolve({ text: String(request.body) }));
    scope.post('/webhooks', (request) => own.verifyWebhook(request));
    done();
  });
  await app.ready();
  const server = await listen((request, response) => app.routing(request, response));
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await app.close();
    },
  };
}

function startHono(
  { own, protect: guard }: Adapter<OnHono>,
  { options, protect, parsesBodies, twice, without }: Setup,
): Promise<TestServer> {
  const app = new Hono();
  app.onError((error, c) => c.json(errorBody(error), 500));
  if (parsesBodies) {
    app.use(async (c, next) => {
      if (c.req.header('content-type') === 'application/json') await c.req.json();
      else await c.req.parseBody();
      return next();
    });
  }
  if (!without) {
    app.use(own.clerkMiddleware(options));
    if (twice) app.use(own.clerkMiddleware(options));
  }
  app.get('/who', (c) => {
    const kind = c.req.query('accepts') as Kind | undefined;
    return c.json(show(kind ? own.getAuth(c, { acceptsToken: kind }) : own.getAuth(c)));
  });
  if (guard) app.get('/guarded', guard(...asked(protect)), (c) => c.json({ passed: true }));
  app.get('/client/:id', async (c) => c.json(await useClient(c.get('clerk'), c.req.param('id'), c.req.url)));
  app.post('/body', async (c) => c.json({ text: await c.req.text() }));
  app.post('/webhooks', async (c) => c.json(await own.verifyWebhook(c)));
  return listen((request, response) => void getRequestListener(app.fetch)(request, response));
}

type Start = (setup: Setup) => Promise<TestServer>;
const ours = {
  express: { own: { ...onExpress, verifyWebhook: verifyOnExpress }, protect: onExpress.protect as never },
  fastify: { own: { ...onFastify, verifyWebhook: verifyOnFastify }, protect: onFastify.protect as never },
  hono: { own: { ...onHono, verifyWebhook: verifyOnHono }, protect: onHono.protect as never },
};
// The same names and meanings; the types are of another make.
const official = {
  express: { own: { ...officialExpress, verifyWebhook: verifyOnOfficialExpress } as unknown as OnExpress },
  fastify: { own: { ...officialFastify, verifyWebhook: verifyOnOfficialFastify } as unknown as OnFastify },
  hono: { own: { ...officialHono, verifyWebhook: verifyOnOfficialHono } as unknown as OnHono },
};
const starters = (makes: typeof ours | typeof official) =>
  [
    ['express', (setup: Setup) => startExpress(makes.express, setup)],
    ['fastify', (setup: Setup) => startFastify(makes.fastify, setup)],
    ['hono', (setup: Setup) => startHono(makes.hono, setup)],
  ] as const satisfies readonly (readonly [string, Start])[];

/** Every adapter, under one way to start a server. */
export const adapters = starters(ours);
/** The official packages for the same frameworks. */
export const officialAdapters = starters(official);
