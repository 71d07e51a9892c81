import { createRouteGuard, type ProtectOptions } from '@acme/backend/adapter';
import { defineAdapter, serveWebHandlers, type Setup, type StartWebhooks } from 'adapter-kit';
import type { APIContext, MiddlewareHandler, MiddlewareNext } from 'astro';
import {
  clerkClient,
  clerkMiddleware,
  protect,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../../src/server.js';
import { verifyWebhook } from '../../src/webhooks.js';
import type { Major } from '../astro-versions.js';
import { serveApplication } from '../serve-application.js';

interface Guard {
  readonly given: readonly [ProtectOptions?];
}

/** `protect(context, …)` checks what it is given with each call. */
function makeGuard(...given: readonly [ProtectOptions?]): Guard {
  createRouteGuard(given, 'protect(context)');
  return { given };
}

const argumentsOf = ({ guard, protect: options }: Setup) =>
  (guard as Guard | undefined)?.given ?? (options ? [options] : []);

const errorOf = (error: unknown) => {
  const { name, code } = error as Error & { readonly code?: string };
  return { name, code };
};

function who(context: APIContext, setup: Setup): Response {
  const { url, locals } = context;
  // There is no `locals.auth()` then.
  if (setup.without) protect(context);
  const kind = url.searchParams.get('accepts');
  const headers = url.searchParams.has('cached') ? { 'cache-control': 'public, s-maxage=600' } : {};
  const options = (kind ? { acceptsToken: kind } : setup.getAuth) as { readonly acceptsToken: 'any' } | undefined;
  const found: object = locals.auth(options);
  return Response.json({ ...found }, { headers });
}

async function client(context: APIContext): Promise<Response> {
  const id = context.url.pathname.split('/')[2] ?? '';
  const ids = context.url.searchParams.has('twice') ? [id, id] : [id];
  const [user] = await Promise.all(ids.map((each) => clerkClient(context).users.getUser(each)));
  return Response.json({ id: user?.id });
}

const notFound = () => Response.json({ error: 'Not Found' }, { status: 404 });
const passOn = (_: APIContext, next: MiddlewareNext) => next();

/** What reaches the framework, which answers with an empty body. */
const reported =
  (onRequest: MiddlewareHandler): MiddlewareHandler =>
  async (context, next) => {
    try {
      return (await onRequest(context, next)) ?? (await next());
    } catch (error) {
      return Response.json({ ...errorOf(error), message: (error as Error).message }, { status: 500 });
    }
  };

/** Runs one after the other, as `sequence()` of Astro does, which exists in a build only. */
const both =
  (first: MiddlewareHandler, second: MiddlewareHandler): MiddlewareHandler =>
  (context, next) =>
    first(context, async () => (await second(context, next)) ?? next());

const startWith =
  (major: Major) =>
  (setup: Setup): Promise<string> => {
    const middleware = () => {
      const { options } = setup;
      return typeof options === 'function' ? clerkMiddleware(undefined, options) : clerkMiddleware(options);
    };
    const onRequest = setup.without ? passOn : setup.twice ? both(middleware(), middleware()) : middleware();
    const guarded = (context: APIContext) => {
      protect(context, ...argumentsOf(setup));
      return Response.json({ passed: true });
    };
    return serveApplication(
      {
        onRequest: reported(onRequest),
        route: async (context) => {
          const [, name] = context.url.pathname.split('/');
          if (name === 'who') return who(context, setup);
          if (name === 'guarded' && !setup.without) return guarded(context);
          if (name === 'client' && !setup.without) return client(context);
          if (name === 'body') return Response.json({ text: await context.request.text() });
          if (name === 'webhooks') return Response.json(await verifyWebhook(context));
          return notFound();
        },
      },
      major,
    );
  };

const startWebhooks =
  (major: Major, before: (request: Request) => unknown = () => undefined): StartWebhooks =>
  async (signingSecret) => {
    const route = async (context: APIContext) => {
      await before(context.request);
      return Response.json(await verifyWebhook(context, { signingSecret }).catch(errorOf));
    };
    return `${await serveApplication({ onRequest: passOn, route }, major)}/webhooks`;
  };

/** The package in a version of Astro. */
export const adapterFor = (major: Major) =>
  defineAdapter({
    name: `Astro ${String(major)}`,
    start: startWith(major),
    framework: {
      refusesUnusualHosts: true,
      failsOnNoHost: major === 6,
      parsesListsInForms: false,
      preflight: 401,
      settlesTargets: true,
    },
    guards: {
      protect: makeGuard,
      needsNoMiddleware: false,
      isCalled: true,
      answers: { insufficient: 403, redirect: 302, explains: true, passesPreflights: false },
    },
    webhooks: {
      verified: { 'nothing was read': startWebhooks(major) },
      parsed: {},
      unavailable: { 'something read the request': startWebhooks(major, (request) => request.text()) },
    },
    metadata: (resource, server) => {
      const [ofResource, ofServer] = [protectedResourceHandlerClerk(resource), authServerMetadataHandlerClerk(server)];
      return serveWebHandlers({
        resource: (request) => ofResource({ request }),
        server: (request) => ofServer({ request }),
      });
    },
    http2: { without: 'a server that an application brings serves it' },
    handMade: { without: 'a test sets `locals.auth`' },
    requestClient: true,
    exportedClient: { without: 'clerkClient(context) gives the client of a request' },
  });
