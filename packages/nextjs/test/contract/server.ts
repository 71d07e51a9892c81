import './async-local-storage.js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { defineAdapter, serveWebHandlers, type Setup, type StartWebhooks } from 'adapter-kit';
import type { NextRequest } from 'next/server.js';
import type { AuthServerMetadata, ProtectedResourceMetadata, ProtectOptions } from '@acme/backend/adapter';
import {
  auth,
  clerkClient,
  clerkMiddleware,
  getAuth,
  type ClerkMiddlewareHandler,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../../src/server.js';
import { readProtectArguments } from '../../src/protect-arguments.js';
import { verifyWebhook } from '../../src/webhooks.js';
import { serveNext, type ApiRoute, type Application, type RouteHandler } from './serve-next.js';

const errorOf = (error: unknown) => {
  const { name, code } = error as Error & { readonly code?: string };
  return { name, code };
};

export function showError(error: unknown, response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  response
    .writeHead(500, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ...errorOf(error), message: (error as Error).message }));
}

/** What the kit asks of a guard, as `auth.protect()` has it: the address of the sign-in page is an option of the middleware. */
function guardOf(options: ProtectOptions | undefined, whole = true) {
  if (typeof options !== 'object' || options === null || !('signInUrl' in options)) return options;
  const { signInUrl, ...others } = options;
  return whole ? { ...others, unauthenticatedUrl: signInUrl } : others;
}

type Guard = { readonly given: readonly [ProtectOptions?] };

/** `auth.protect()` checks what it is given with each call. */
function protect(...given: readonly [ProtectOptions?]): Guard {
  readProtectArguments(given.length === 0 ? [] : [guardOf(given[0]) as never]);
  return { given };
}

const argumentsOf = ({ guard, protect: options }: Setup) =>
  (guard as Guard | undefined)?.given ?? (options ? [options] : []);

async function clientAnswer(request: NextRequest): Promise<Response> {
  const id = request.nextUrl.pathname.slice('/client/'.length);
  const { users } = await clerkClient();
  const ids = request.nextUrl.searchParams.has('twice') ? [id, id] : [id];
  const [user] = await Promise.all(ids.map((each) => users.getUser(each)));
  return Response.json({ id: user?.id });
}

const hasClient = ({ options }: Setup) => typeof options === 'object' && options.clerkClient !== undefined;

/** `proxy.ts`: it guards, and answers what needs options that only the middleware can have, such as functions. */
function createProxy(setup: Setup): Application['proxy'] {
  if (setup.without) return undefined;
  const given = argumentsOf(setup);
  const address = given[0]?.signInUrl;
  const signInUrl = typeof address === 'string' ? address : undefined;
  const handler: ClerkMiddlewareHandler = async (middlewareAuth, request) => {
    const { pathname } = request.nextUrl;
    if (pathname.startsWith('/client/')) return clientAnswer(request);
    // What a client of a test has made up has no token, so that it cannot be handed over.
    if (pathname === '/who' && hasClient(setup)) return Response.json({ ...(await middlewareAuth()) });
    if (pathname !== '/guarded') return undefined;
    const condition = given.length === 0 ? {} : guardOf(given[0], false);
    await middlewareAuth.protect(condition as object, { unauthenticatedStatus: 401 });
    return undefined;
  };
  const options = signInUrl === undefined ? setup.options : { ...(setup.options as object), signInUrl };
  const inner = clerkMiddleware(handler, options ?? {});
  if (!setup.twice) return inner;
  return clerkMiddleware((_auth, request, event) => inner(request, event), options ?? {});
}

const asked = (url: URL, setup: Setup) => {
  const acceptsToken = url.searchParams.get('accepts');
  return (acceptsToken ? { acceptsToken } : (setup.getAuth ?? {})) as { readonly acceptsToken: 'any' };
};
const cachedFor = (url: URL) => (url.searchParams.has('cached') ? { 'cache-control': 'public, s-maxage=600' } : {});
const notFound = { error: 'Not Found' };

/** The routes of the kit, as route handlers. */
function createRouteHandler(setup: Setup): RouteHandler {
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/who') {
      const found: object = await auth(asked(url, setup));
      return Response.json({ ...found }, { headers: cachedFor(url) });
    }
    if (url.pathname === '/guarded' && !setup.without) return Response.json({ passed: true });
    if (url.pathname === '/body') return Response.json({ text: await request.text() });
    if (url.pathname === '/webhooks') return Response.json(await verifyWebhook(request));
    return Response.json(notFound, { status: 404 });
  };
}

/** The routes of the kit, as API routes. */
function createApiRoute(setup: Setup): ApiRoute {
  return async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const answer = (body: unknown, status = 200, headers = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (url.pathname === '/who') {
      const found: object = await getAuth(request, asked(url, setup));
      return answer({ ...found }, 200, cachedFor(url));
    }
    if (url.pathname === '/guarded' && !setup.without) return answer({ passed: true });
    if (url.pathname === '/body') return answer({ text: await text(request) });
    if (url.pathname === '/webhooks')
      return answer(await verifyWebhook(Object.assign(request, { rawBody: await buffer(request) })));
    return answer(notFound, 404);
  };
}

const startWith =
  (create: (setup: Setup) => Application['route']) =>
  // What is wrong with the options is thrown before anything is served.
  (setup: Setup): Promise<string> => {
    // For options with a secret.
    process.env['CLERK_ENCRYPTION_KEY'] = 'a random text of at least 32 characters';
    return serveNext({ proxy: createProxy(setup), route: create(setup) }, showError);
  };

const webhookRoute =
  (before: (request: Request) => unknown = () => undefined): StartWebhooks =>
  async (signingSecret) => {
    const app: RouteHandler = async (request) => {
      await before(request);
      return Response.json(await verifyWebhook(request, { signingSecret }).catch(errorOf));
    };
    return serveNext({ proxy: undefined, route: { app } }, showError);
  };

const webhookApiRoute =
  (read: (request: IncomingMessage) => Promise<object>): StartWebhooks =>
  async (signingSecret) => {
    const pages: ApiRoute = async (request, response) => {
      const given = Object.assign(request, await read(request));
      response.end(JSON.stringify(await verifyWebhook(given, { signingSecret }).catch(errorOf)));
    };
    return serveNext({ proxy: undefined, route: { pages } }, showError);
  };

const common = {
  metadata: (resource: ProtectedResourceMetadata, server: AuthServerMetadata) => {
    const [ofResource, ofServer] = [protectedResourceHandlerClerk(resource), authServerMetadataHandlerClerk(server)];
    return serveWebHandlers({ resource: (request) => ofResource(request), server: (request) => ofServer(request) });
  },
  http2: { without: 'next start serves HTTP/1.1 only' },
  handMade: { without: 'auth() and getAuth() read headers, which carry no auth object' },
  requestClient: true,
  exportedClient: { without: 'clerkClient() gives the client of a request' },
  guards: {
    protect,
    needsNoMiddleware: false,
    isCalled: true,
    hasNoSignInUrl: true,
    answers: { insufficient: 404, redirect: 307, explains: false, passesPreflights: false },
  },
} as const;

const framework = {
  refusesUnusualHosts: false,
  parsesListsInForms: false,
  preflight: 401,
  settlesTargets: true,
} as const;

/** The middleware before route handlers, which use `auth()`. */
export const appRouter = defineAdapter({
  name: 'Next.js, App Router',
  start: startWith((setup) => ({ app: createRouteHandler(setup) })),
  framework: { ...framework, authenticatesWithoutMiddleware: true },
  webhooks: {
    verified: { 'nothing was read': webhookRoute() },
    parsed: {},
    unavailable: { 'something read the request': webhookRoute((request) => request.text()) },
  },
  ...common,
});

/** The middleware before API routes, which use `getAuth(request)`. */
export const pagesRouter = defineAdapter({
  name: 'Next.js, Pages Router',
  start: startWith((setup) => ({ pages: createApiRoute(setup) })),
  framework: { ...framework, replacesCacheControl: true },
  webhooks: {
    verified: { rawBody: webhookApiRoute(async (request) => ({ rawBody: await buffer(request) })) },
    parsed: {
      'the body parser': webhookApiRoute(async (request) => ({ body: JSON.parse(await text(request)) as unknown })),
    },
    unavailable: { 'no body parser': webhookApiRoute(() => Promise.resolve({})) },
  },
  ...common,
});
