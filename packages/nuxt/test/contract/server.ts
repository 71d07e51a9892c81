import { calledGuards, defineAdapter, guardArguments, type Setup, type StartWebhooks } from 'adapter-kit';
import { eventHandler, getQuery, getRouterParam, readBody, readRawBody, setResponseHeader, type H3Event } from 'h3';
import { text } from 'node:stream/consumers';
import {
  clerkClient,
  clerkMiddleware,
  protect,
  type ClerkMiddlewareOptionsSource,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../../src/server.js';
import { verifyWebhook } from '../../src/webhooks.js';
import { serveH3 } from './serve-h3.js';

const errorOf = (error: unknown) => {
  const { name, code } = error as Error & { readonly code?: string };
  return { name, code };
};

function who(event: H3Event, setup: Setup): object {
  const { accepts, cached } = getQuery(event);
  if (cached !== undefined) setResponseHeader(event, 'cache-control', 'public, s-maxage=600');
  const options = (accepts ? { acceptsToken: accepts } : (setup.getAuth ?? {})) as { readonly acceptsToken: 'any' };
  // Without the middleware there is no such function; protect() says what is missing.
  return { ...(setup.without ? protect(event) : event.context.auth(options)) };
}

async function client(event: H3Event): Promise<object> {
  const id = String(getRouterParam(event, 'id'));
  const ids = 'twice' in getQuery(event) ? [id, id] : [id];
  const [user] = await Promise.all(ids.map((each) => clerkClient(event).users.getUser(each)));
  return { id: user?.id };
}

function middlewareOf({ options = {} }: Setup) {
  return typeof options === 'function'
    ? clerkMiddleware(() => undefined, options as ClerkMiddlewareOptionsSource)
    : clerkMiddleware(options);
}

function start(setup: Setup): Promise<string> {
  const middleware = setup.without ? [] : [middlewareOf(setup)];
  const parse = eventHandler(async (event) => {
    if (event.method === 'POST') await readBody(event);
  });
  const guarded = eventHandler((event) => {
    protect(event, ...guardArguments(setup));
    return { passed: true };
  });
  return serveH3({
    middleware: [...(setup.parsesBodies ? [parse] : []), ...middleware, ...(setup.twice ? middleware : [])],
    routes: {
      '/who': eventHandler((event) => who(event, setup)),
      ...(!setup.without && { '/guarded': guarded, '/client/:id': eventHandler(client) }),
      '/body': eventHandler(async (event) => ({ text: (await readRawBody(event)) ?? '' })),
      '/webhooks': eventHandler((event) => verifyWebhook(event)),
    },
  });
}

const startWebhooks =
  (before: (event: H3Event) => unknown = () => undefined): StartWebhooks =>
  async (signingSecret) => {
    const handler = eventHandler(async (event) => {
      await before(event);
      return verifyWebhook(event, { signingSecret }).catch(errorOf);
    });
    return `${await serveH3({ routes: { '/webhooks': handler } })}/webhooks`;
  };

/** The package on h3, which serves Nuxt 3 and 4. */
export const adapter = defineAdapter({
  name: 'Nuxt',
  start: async (setup) => start(setup),
  framework: { refusesUnusualHosts: false, parsesListsInForms: false, preflight: 401 },
  guards: calledGuards('protect(event)'),
  webhooks: {
    verified: {
      'nothing was read': startWebhooks(),
      'readBody() has parsed it': startWebhooks((event) => readBody(event)),
      'readRawBody() has read it': startWebhooks((event) => readRawBody(event)),
    },
    parsed: {},
    unavailable: { 'something read the request': startWebhooks((event) => text(event.node.req)) },
  },
  metadata: (resource, server) =>
    serveH3({
      routes: {
        '/resource': eventHandler(protectedResourceHandlerClerk(resource)),
        '/server': eventHandler(authServerMetadataHandlerClerk(server)),
      },
    }),
  http2: { without: 'Nitro serves HTTP/1.1 only' },
  handMade: { without: 'a test sets event.context.auth itself' },
  requestClient: true,
  exportedClient: { without: 'clerkClient(event) gives the client of a request' },
});
