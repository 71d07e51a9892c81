import { getRequestListener } from '@hono/node-server';
import { defineAdapter, type Http2Listener, type Options, type Setup } from 'adapter-kit';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
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

/** What a server is built with: this package, or one with the same names. */
export interface Package {
  readonly clerkMiddleware: typeof clerkMiddleware;
  readonly getAuth: typeof getAuth;
  readonly verifyWebhook: typeof verifyWebhook;
}
const own: Package = { clerkMiddleware, getAuth, verifyWebhook };

/** An application that answers errors with their code. */
export function makeApp(): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    const { name, code, message } = error as Error & { code?: string };
    return c.json({ name, code, message }, 500);
  });
  return app;
}

/** Serves an application until the end of the test. */
export async function serve(app: Hono): Promise<string> {
  const listener = getRequestListener(app.fetch);
  return (await startServer((request, response) => void listener(request, response), { hostname: 'localhost' })).url;
}

/** `protect(undefined)` is a mistake, and not the same as `protect()`. */
const guardOf = ({ guard, protect: options }: Setup) =>
  (guard ?? (options ? protect(options) : protect())) as MiddlewareHandler;

const pass = (c: Context) => c.json({ passed: true });

const parseBodies: MiddlewareHandler = async (c, next) => {
  if (c.req.header('content-type') === 'application/json') await c.req.json();
  else await c.req.parseBody();
  return next();
};

/** Starts the server that `Start` of the kit describes. */
export function startHono(setup: Setup, { clerkMiddleware, getAuth, verifyWebhook }: Package = own): Promise<string> {
  const app = makeApp();
  if (setup.parsesBodies) app.use(parseBodies);
  if (!setup.without) app.use(clerkMiddleware(setup.options));
  if (setup.twice) app.use(clerkMiddleware(setup.options));
  app.get('/who', (c) => {
    const kind = c.req.query('accepts');
    if (c.req.query('cached') !== undefined) c.header('cache-control', 'public, s-maxage=600');
    const asked = kind ? { acceptsToken: kind } : setup.getAuth;
    return c.json({ ...(asked ? getAuth(c, asked as never) : getAuth(c)) });
  });
  if (setup.corsAfterGuard)
    app
      .use(guardOf(setup))
      .use(cors({ origin: 'https://shop.example' }))
      .get('/data', pass);
  else app.all('/guarded', guardOf(setup), pass);
  app.get('/client/:id', async (c) => {
    const id = c.req.param('id');
    const ids = c.req.url.endsWith('?twice') ? [id, id] : [id];
    const [user] = await Promise.all(ids.map((each) => c.get('clerk').users.getUser(each)));
    return c.json({ id: user?.id });
  });
  app.post('/body', async (c) => c.json({ text: await c.req.text() }));
  app.post('/webhooks', async (c) => c.json(await verifyWebhook(c)));
  return serve(app);
}

const startWebhooks =
  (before: (c: Context) => unknown = () => undefined) =>
  async (signingSecret: readonly string[]): Promise<string> => {
    const app = new Hono();
    app.post('/webhooks', async (c) => {
      await before(c);
      const show = ({ name, code }: Error & { code?: string }) => ({ name, code });
      return c.json(await verifyWebhook(c, { signingSecret }).catch(show));
    });
    return `${await serve(app)}/webhooks`;
  };

function onHttp2(options: Options): Http2Listener {
  const app = new Hono();
  app.use(clerkMiddleware(options));
  app.get('/who', (c) => c.json({ ...getAuth(c) }));
  const listener = getRequestListener(app.fetch);
  return (request, response) => void listener(request, response);
}

/** The package on Node.js. */
export const adapter = defineAdapter({
  name: 'Hono',
  start: startHono,
  framework: { refusesUnusualHosts: true, parsesListsInForms: false, preflight: 204 },
  guards: { protect, needsNoMiddleware: false },
  webhooks: {
    verified: {
      'nothing was read': startWebhooks(),
      'after c.req.text()': startWebhooks((c) => c.req.text()),
      'after c.req.json()': startWebhooks((c) => c.req.json()),
      'after c.req.arrayBuffer()': startWebhooks((c) => c.req.arrayBuffer()),
      rawBody: startWebhooks(async (c) => {
        Object.assign(c.req.raw, { rawBody: await c.req.raw.text() });
      }),
    },
    // Hono keeps the bytes of a body that it parses.
    parsed: {},
    unavailable: { 'something read the request beneath': startWebhooks((c) => c.req.raw.text()) },
  },
  metadata: (resource, server) =>
    serve(
      makeApp()
        .all('/resource', protectedResourceHandlerClerk(resource))
        .all('/server', authServerMetadataHandlerClerk(server)),
    ),
  http2: { Hono: onHttp2 },
  handMade: {
    getAuth: getAuth as never,
    make: (auth) => ({ get: (name: string) => (name === 'clerkAuth' ? auth : undefined) }),
  },
  requestClient: true,
  exportedClient: clerkClient,
});
