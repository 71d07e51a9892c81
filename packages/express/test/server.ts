import {
  defineAdapter,
  type Adapter,
  type Certificate,
  type Http2Listener,
  type Options,
  type Setup,
} from 'adapter-kit';
import express5, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import express4 from 'express4';
import { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { startServer } from 'testing';
import {
  authServerMetadataHandlerClerk,
  clerkClient,
  clerkMiddleware,
  getAuth,
  protect,
  protectedResourceHandlerClerk,
} from '../src/index.js';
import { verifyWebhook } from '../src/webhooks.js';

/** Every version of Express the package supports; the types are those of the newer one. */
export const versions = [
  ['Express 5', express5],
  ['Express 4', express4 as unknown as typeof express5],
] as const;

/** What a server is built with: this package, or one with the same names. */
export interface Package {
  readonly clerkMiddleware: typeof clerkMiddleware;
  readonly getAuth: typeof getAuth;
  readonly verifyWebhook: typeof verifyWebhook;
}
const own: Package = { clerkMiddleware, getAuth, verifyWebhook };

const showError: ErrorRequestHandler = (error: Error & { code?: string }, _req, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).json({ name: error.name, code: error.code, message: error.message });
};

/** What npm's `cors` does. */
export const cors: RequestHandler = (req, res, next) => {
  res.set({ 'access-control-allow-origin': 'https://shop.example', 'access-control-allow-methods': 'GET' });
  if (req.method === 'OPTIONS') res.status(204).set('content-length', '0').end();
  else next();
};

const pass: RequestHandler = (_req, res) => void res.json({ passed: true });

/** `protect(undefined)` is a mistake, and not the same as `protect()`. */
const guardOf = ({ guard, protect: options }: Setup) =>
  (guard ?? (options ? protect(options) : protect())) as RequestHandler;

/** Starts the server that `Start` of the kit describes. */
export async function startExpress(
  setup: Setup,
  express: typeof express5 = express5,
  { clerkMiddleware, getAuth, verifyWebhook }: Package = own,
): Promise<string> {
  const app = express();
  if (setup.parsesBodies)
    app.use(express.json(), express.urlencoded({ extended: true }), express.raw({ type: 'image/png' }));
  if (!setup.without) app.use(clerkMiddleware(setup.options));
  if (setup.twice) app.use(clerkMiddleware(setup.options));
  app.get('/who', (req, res) => {
    const kind = req.query['accepts'];
    if ('cached' in req.query) res.set('cache-control', 'public, s-maxage=600');
    const options = kind ? { acceptsToken: kind } : setup.getAuth;
    res.json(options ? getAuth(req, options as never) : getAuth(req));
  });
  if (setup.corsAfterGuard) app.use(guardOf(setup)).use(cors).get('/data', pass);
  else app.all('/guarded', guardOf(setup), pass);
  app.post('/body', (req, res) => {
    let text = '';
    req.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    req.on('end', () => res.json({ text }));
  });
  app.post('/webhooks', express.raw({ type: 'application/json' }), (req, res, next) => {
    verifyWebhook(req).then((event) => res.json(event), next);
  });
  app.use(showError);
  return (await startServer(app, { hostname: 'localhost' })).url;
}

const startWebhooks =
  (express: typeof express5, ...before: RequestHandler[]) =>
  async (signingSecret: readonly string[]): Promise<string> => {
    const app = express();
    app.post('/webhooks', ...before, (req: Request, res) => {
      const show = ({ name, code }: Error & { code?: string }) => void res.json({ name, code });
      verifyWebhook(req, { signingSecret }).then((event) => void res.json(event), show);
    });
    return `${(await startServer(app)).url}/webhooks`;
  };

/** Keeps the bytes of a body beside what is parsed from it. */
const keepRawBody = express5.json({
  verify: (req, _res, bytes) => void Object.assign(req, { rawBody: bytes }),
});

const readEverything: RequestHandler = (req, _res, next) => {
  req.resume();
  req.on('end', () => next());
};

/** Middlewares of Express are functions of a Node.js request too, whatever runs them. */
const middlewareAlone =
  (options: Options): Http2Listener =>
  (request, response) =>
    clerkMiddleware(options)(request as never, response as never, (error?: unknown) => {
      response.statusCode = error ? 500 : 200;
      response.end(JSON.stringify(error ? { message: (error as Error).message } : getAuth(request as never)));
    });

/** Express itself builds on HTTP/1; what makes it serve HTTP/2 gives its requests and answers other prototypes. */
function expressOnHttp2(express: typeof express5, options: Options): Http2Listener {
  const app = express();
  const onto = (given: object, prototype: object) =>
    Object.create(Object.create(prototype, Object.getOwnPropertyDescriptors(Object.getPrototypeOf(given))) as object, {
      app: { value: app, configurable: true, enumerable: true, writable: true },
    }) as never;
  app.request = onto(app.request, Http2ServerRequest.prototype);
  app.response = onto(app.response, Http2ServerResponse.prototype);
  app.use(clerkMiddleware(options));
  app.get('/who', (req, res) => void res.end(JSON.stringify(getAuth(req))));
  return app as unknown as Http2Listener;
}

const http2 = (express: typeof express5) => ({
  'the middleware alone': middlewareAlone,
  Express: (options: Options, _certificate: Certificate | undefined) => expressOnHttp2(express, options),
});

/** The package on each version of Express. */
export const adapters: readonly Adapter[] = versions.map(([name, express]) =>
  defineAdapter({
    name,
    start: (setup) => startExpress(setup, express),
    framework: { refusesUnusualHosts: false, parsesListsInForms: true, preflight: 404 },
    guards: { protect, needsNoMiddleware: true },
    webhooks: {
      verified: {
        'express.raw': startWebhooks(express, express.raw({ type: 'application/json' })),
        'express.text': startWebhooks(express, express.text({ type: 'application/json' })),
        'express.json that keeps rawBody': startWebhooks(express, keepRawBody),
      },
      parsed: { 'express.json': startWebhooks(express, express.json()) },
      unavailable: {
        'no parser': startWebhooks(express),
        'a parser for something else': startWebhooks(express, express.raw({ type: 'text/plain' })),
        'the request was read already': startWebhooks(express, readEverything),
      },
    },
    metadata: async (resource, server) => {
      const app = express();
      app.all('/resource', protectedResourceHandlerClerk(resource));
      app.all('/server', authServerMetadataHandlerClerk(server));
      return (await startServer(app)).url;
    },
    http2: http2(express),
    handMade: { getAuth: getAuth as never, make: (auth) => ({ auth }) },
    requestClient: { without: 'the package has one client for the process' },
    exportedClient: clerkClient,
  }),
);
