import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import {
  createRequestHandler,
  type AppLoadContext,
  type HandleDataRequestFunction,
  type ServerBuild,
} from '@remix-run/server-runtime';
import { startServer } from 'testing';

type RouteModule = ServerBuild['routes'][string]['module'];

/** A route: its path below the root, and its module. A module with `default` is a page. */
export interface Route {
  readonly path?: string;
  readonly index?: boolean;
  readonly module: Partial<RouteModule>;
}

/** An application of Remix, as its build is. */
export interface Application {
  readonly root?: Partial<RouteModule>;
  readonly routes: Readonly<Record<string, Route>>;
  /** Single fetch is on. */
  readonly singleFetch?: boolean;
  readonly handleDataRequest?: HandleDataRequestFunction;
  /** What the loaders get as `context`. Default: an object of the request. */
  readonly loadContext?: () => AppLoadContext;
  /** What `handleRequest()` of the application does with the document. */
  readonly completeDocument?: (request: Request, context: AppLoadContext, response: Response) => Promise<Response>;
  /** What loaders have thrown, for tests. */
  readonly onError?: (error: unknown) => void;
}

const page = () => null;

/** Shows as JSON what the page would be drawn with. */
function render({
  onError = () => undefined,
  completeDocument = (_request, _context, response) => Promise.resolve(response),
}: Application): Pick<ServerBuild['entry']['module'], 'default' | 'handleError'> {
  return {
    default: (request, status, headers, { staticHandlerContext }, context) => {
      const { loaderData, actionData, errors } = staticHandlerContext;
      headers.set('content-type', 'text/html');
      const body = JSON.stringify({ loaderData, actionData, errors });
      return completeDocument(request, context, new Response(body, { status, headers }));
    },
    handleError: onError,
  };
}

/** The build of an application, without a bundler. */
export function buildOf(application: Application): ServerBuild {
  const { root = {}, routes, singleFetch = false, handleDataRequest } = application;
  const children = Object.entries(routes).map(([id, { module, ...place }]) => {
    return [id, { id, parentId: 'root', ...place, module: { ...module } }] as const;
  });
  const modules = {
    root: { id: 'root', path: '', module: { default: page, ...root } },
    ...Object.fromEntries(children),
  };
  return {
    mode: 'production',
    entry: { module: { ...render(application), ...(handleDataRequest && { handleDataRequest }) } },
    // The members of a module that are absent are none that Remix needs.
    routes: modules,
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_lazyRouteDiscovery: false,
      v3_singleFetch: singleFetch,
    },
    isSpaMode: false,
  };
}

/** Serves an application on Node.js until the end of the test. */
export async function serveRemix(application: Application): Promise<string> {
  const handle = createRequestHandler(buildOf(application), 'production');
  // Remix has no answer to what is not a URL.
  const listener = getRequestListener((request) =>
    URL.canParse(request.url) ? handle(request, application.loadContext?.()) : new Response(null, { status: 400 }),
  );
  const answer = (request: IncomingMessage, response: ServerResponse) => void listener(request, response);
  return (await startServer(answer, { hostname: 'localhost' })).url;
}
