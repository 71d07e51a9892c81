import {
  calledGuards,
  defineAdapter,
  guardArguments,
  serveWebHandlers,
  type Setup,
  type StartWebhooks,
} from 'adapter-kit';
import type { LoaderFunctionArgs } from 'react-router';
import {
  clerkClient,
  clerkMiddleware,
  getAuth,
  protect,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../../src/server.js';
import { verifyWebhook } from '../../src/webhooks.js';
import { serveRoutes, type Major, type RouteModule } from '../serve-routes.js';

const errorOf = (error: unknown) => {
  const { name, code } = error as Error & { readonly code?: string };
  return { name, code };
};

async function who(args: LoaderFunctionArgs, setup: Setup): Promise<Response> {
  const { searchParams } = new URL(args.request.url);
  const kind = searchParams.get('accepts');
  const headers = searchParams.has('cached') ? { 'cache-control': 'public, s-maxage=600' } : {};
  const options = (kind ? { acceptsToken: kind } : setup.getAuth) as { readonly acceptsToken: 'any' } | undefined;
  const found: object = await getAuth(args, options);
  return Response.json({ ...found }, { headers });
}

async function client(args: LoaderFunctionArgs): Promise<Response> {
  const id = String(args.params['id']);
  const ids = new URL(args.request.url).searchParams.has('twice') ? [id, id] : [id];
  const [user] = await Promise.all(ids.map((each) => clerkClient(args).users.getUser(each)));
  return Response.json({ id: user?.id });
}

const notFound = () => Response.json({ error: 'Not Found' }, { status: 404 });

/** One function as loader and action. */
const resource = (handler: (args: LoaderFunctionArgs) => Promise<Response> | Response): RouteModule => ({
  loader: handler,
  action: handler,
});

const start =
  (major: Major) =>
  async (setup: Setup): Promise<string> => {
    const middleware = () => clerkMiddleware(setup.options);
    const guarded = async (args: LoaderFunctionArgs) => {
      await protect(args, ...guardArguments(setup));
      return Response.json({ passed: true });
    };
    return serveRoutes(major, {
      root: { middleware: setup.without ? [] : setup.twice ? [middleware(), middleware()] : [middleware()] },
      routes: {
        who: resource((args) => who(args, setup)),
        ...(!setup.without && { guarded: resource(guarded), 'client/:id': resource(client) }),
        body: resource(async ({ request }) => Response.json({ text: await request.text() })),
        webhooks: resource(async ({ request }) => Response.json(await verifyWebhook(request))),
        // React Router runs no middleware for paths without a route.
        '__clerk/*': resource(notFound),
        '*': resource(notFound),
      },
    });
  };

const startWebhooks =
  (major: Major, before: (request: Request) => unknown = () => undefined): StartWebhooks =>
  async (signingSecret) => {
    const action = async ({ request }: LoaderFunctionArgs) => {
      await before(request);
      return Response.json(await verifyWebhook(request, { signingSecret }).catch(errorOf));
    };
    return `${await serveRoutes(major, { root: {}, routes: { webhooks: resource(action) } })}/webhooks`;
  };

/** The package on a version of React Router. */
export const adapterFor = (major: Major) =>
  defineAdapter({
    name: `React Router ${String(major)}`,
    start: start(major),
    framework: { refusesUnusualHosts: true, parsesListsInForms: false, preflight: 401, settlesTargets: true },
    guards: calledGuards('await protect(args)'),
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
    http2: { without: 'its own server serves HTTP/1.1 only' },
    handMade: { without: 'a test runs the middleware, which needs no server' },
    requestClient: true,
    exportedClient: { without: 'clerkClient(args) gives the client of a request' },
  });
