import {
  calledGuards,
  defineAdapter,
  guardArguments,
  serveWebHandlers,
  type Setup,
  type StartWebhooks,
} from 'adapter-kit';
import { createMiddleware } from '@tanstack/react-start';
import { createMiddlewareParts } from '../../src/middleware-parts.js';
import {
  auth,
  clerkClient,
  getAuth,
  protect,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../../src/server.js';
import { verifyWebhook } from '../../src/webhooks.js';
import type { Application, RouteArgs } from './current-application.js';
import { serveStart } from './serve-start.js';

const errorOf = (error: unknown) => {
  const { name, code } = error as Error & { readonly code?: string };
  return { name, code };
};

/** Both ways to ask, one for each kind of answer: as objects they are alike. */
async function who({ request }: RouteArgs, setup: Setup): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const kind = searchParams.get('accepts');
  const headers = searchParams.has('cached') ? { 'cache-control': 'public, s-maxage=600' } : {};
  const options = (kind ? { acceptsToken: kind } : setup.getAuth) as { readonly acceptsToken: 'any' } | undefined;
  const found: object = await auth(options);
  const same: object = getAuth(request, options);
  if (JSON.stringify(found) !== JSON.stringify(same)) throw new Error('auth() and getAuth(request) differ.');
  return Response.json({ ...found }, { headers });
}

async function client({ request, params }: RouteArgs): Promise<Response> {
  const id = params['id'] ?? '';
  const ids = new URL(request.url).searchParams.has('twice') ? [id, id] : [id];
  const [user] = await Promise.all(ids.map((each) => clerkClient().users.getUser(each)));
  return Response.json({ id: user?.id });
}

const notFound = () => Response.json({ error: 'Not Found' }, { status: 404 });

function start(setup: Setup): Promise<string> {
  // As in `clerkMiddleware()`, whose memo all servers of a process have; here each of them has another environment.
  const { check, authenticate } = createMiddlewareParts();
  const clerkMiddleware = (options = setup.options ?? {}) => {
    check(options);
    return createMiddleware().server(({ request, next }) =>
      authenticate(options, { request, next: (context) => next({ context }) }),
    );
  };
  // TanStack Start creates them for each request; what is wrong with the options shows in the first call.
  const middleware = () => {
    if (setup.without) return [];
    return setup.twice ? [clerkMiddleware(), clerkMiddleware()] : [clerkMiddleware()];
  };
  middleware();
  const guarded = async () => {
    await protect(...guardArguments(setup));
    return Response.json({ passed: true });
  };
  const routes: Application['routes'] = {
    '/who': (args) => who(args, setup),
    ...(!setup.without && { '/guarded': guarded, '/client/$id': client }),
    '/body': async ({ request }) => Response.json({ text: await request.text() }),
    '/webhooks': async ({ request }) => Response.json(await verifyWebhook(request)),
    '/$': notFound,
  };
  return serveStart({ middleware, routes });
}

const startWebhooks =
  (before: (request: Request) => unknown = () => undefined): StartWebhooks =>
  async (signingSecret) => {
    const webhooks = async ({ request }: RouteArgs) => {
      await before(request);
      return Response.json(await verifyWebhook(request, { signingSecret }).catch(errorOf));
    };
    return `${await serveStart({ middleware: () => [], routes: { '/webhooks': webhooks } })}/webhooks`;
  };

/** The package in TanStack Start. */
export const adapter = defineAdapter({
  name: 'TanStack Start',
  start,
  framework: { refusesUnusualHosts: true, parsesListsInForms: false, preflight: 401, settlesTargets: true },
  guards: calledGuards('await protect()'),
  webhooks: {
    verified: { 'nothing was read': startWebhooks() },
    parsed: {},
    unavailable: { 'something read the request': startWebhooks((request) => request.text()) },
  },
  metadata: (resource, server) => {
    const [ofResource, ofServer] = [protectedResourceHandlerClerk(resource), authServerMetadataHandlerClerk(server)];
    return serveWebHandlers({
      resource: (request) => ofResource({ request }),
      server: (request) => ofServer({ request }),
    });
  },
  http2: { without: 'a server that an application brings serves it' },
  handMade: { without: 'a test of its own: the request is found by the framework' },
  requestClient: true,
  exportedClient: { without: 'clerkClient() gives the client of a request' },
});
