import { getRequestListener } from '@hono/node-server';
import type { ActionFunction, LoaderFunction, MiddlewareFunction, ServerBuild } from 'react-router';
import type * as react from 'react';
import * as version7 from 'react-router';
import * as version8 from 'react-router-8';
import { startServer } from 'testing';

/** The versions of React Router, by major. Their own request handlers answer. */
const versions = { 7: version7, 8: version8 as unknown as typeof version7 } as const;

/** A major version of React Router. */
export type Major = keyof typeof versions;

/** All of them. */
export const majors = [7, 8] as const satisfies readonly Major[];

/** What a route exports. One without a component is a resource route. */
export interface RouteModule {
  readonly loader?: LoaderFunction;
  readonly action?: ActionFunction;
  readonly middleware?: MiddlewareFunction<Response>[];
  readonly headers?: (args: { readonly loaderHeaders: Headers; readonly errorHeaders?: Headers }) => Headers;
  readonly Component?: () => react.ReactNode;
}

/** An application: the root route, and routes by path. `index` is the start page, and `*` every path without another route. */
export interface Application {
  readonly root: RouteModule;
  readonly routes: Readonly<Record<string, RouteModule>>;
  /** Versions of React Router 7 with a flag of React Router 8. */
  readonly future?: Readonly<Record<string, boolean>>;
  /** All requests get the same context, which is a mistake of the application. */
  readonly sharesContext?: boolean;
}

const empty = () => null;

function toRoute(id: string, path: string, { Component, ...exported }: RouteModule, parentId?: string) {
  const component = id === 'root' ? empty : Component;
  const place = path === 'index' ? { index: true } : { path };
  return { id, ...place, parentId, module: { ...exported, ...(component && { default: component }) } };
}

/** What a build of the application is, as far as the server reads it. */
function toBuild({ root, routes, future }: Application, onError: (error: unknown, context: object) => void) {
  const all = [
    toRoute('root', '', root),
    ...Object.entries(routes).map(([path, route]) => toRoute(path, path, route, 'root')),
  ];
  const manifest = all.map(({ module, ...route }) => [
    route.id,
    { ...route, module: '', hasLoader: 'loader' in module, hasAction: 'action' in module },
  ]);
  const build = {
    entry: {
      module: {
        // The document is the data of the loaders.
        default: (_: Request, status: number, headers: Headers, { staticHandlerContext }: EntryContext) => {
          headers.set('content-type', 'text/html');
          const { loaderData, errors } = staticHandlerContext;
          return new Response(JSON.stringify({ loaderData, errors }), { status, headers });
        },
        handleError: (error: unknown, { context }: { readonly context: object }) => onError(error, context),
      },
    },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: '' },
      routes: Object.fromEntries(manifest) as object,
      url: '',
      version: '1',
    },
    basename: '/',
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v8_middleware: true, ...future },
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial' },
  };
  return build as unknown as ServerBuild;
}

interface EntryContext {
  readonly staticHandlerContext: { readonly loaderData: unknown; readonly errors: unknown };
}

/**
 * Serves an application with the request handler of React Router, without building it.
 * @returns its address
 */
export async function serveRoutes(major: Major, application: Application): Promise<string> {
  const { createRequestHandler, RouterContextProvider } = versions[major];
  const errors = new WeakMap<object, unknown>();
  const build = toBuild(application, (error, context) => errors.set(context, error));
  const shared = new RouterContextProvider();
  const handle = createRequestHandler(build, 'production');
  const listener = getRequestListener(async (request) => {
    // The server refuses what is no address; React Router would fail.
    if (!URL.canParse(request.url)) return new Response(null, { status: 400 });
    const context = application.sharesContext ? shared : new RouterContextProvider();
    const response = await handle(request, context as never);
    const error = errors.get(context);
    if (!(error instanceof Error) || response.status !== 500) return response;
    const { name, code, message } = error as Error & { readonly code?: string };
    return Response.json({ name, code, message }, { status: 500, headers: response.headers });
  });
  return (await startServer((request, response) => void listener(request, response), { hostname: 'localhost' })).url;
}
