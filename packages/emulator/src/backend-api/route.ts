import type { Instance } from '../instance.js';
import type { RequestBody } from '../request-body.js';

/** Names in braces of a route string. */
export type PathParameter<Route extends string> = Route extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

/** One call of the Backend API: the instance plus what the request says. */
export interface BackendContext<Parameter extends string = never> extends Instance {
  readonly params: Readonly<Record<Parameter, string>>;
  readonly query: URLSearchParams;
  readonly body: RequestBody;
}

/** A route of the Backend API, path without `/v1`, with the function that answers it in wire JSON. */
export interface BackendRoute {
  readonly method: string;
  /** Path in the router's notation. */
  readonly path: string;
  answer(
    instance: Instance,
    params: Readonly<Record<string, string>>,
    query: URLSearchParams,
    body: RequestBody,
  ): Promise<object>;
}

/** Routes of one sub-API, keyed by the client method that calls them. */
export type BackendRoutes = Readonly<Record<string, BackendRoute>>;

/** Ties a handler to its route, `'GET /users/{userId}'`; the handler's parameters are typed by the braces. */
export function on<const Route extends string>(
  route: Route,
  answer: (context: BackendContext<PathParameter<Route>>) => object | Promise<object>,
): BackendRoute {
  const [method = '', path = ''] = route.split(' ');
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');
  return {
    method,
    path: path.replace(/\{(\w+)\}/g, ':$1'),
    async answer(instance, params, query, body) {
      if (!names.every((name) => name in params))
        throw new TypeError(`${route} was called without its path parameters`);
      // The names were checked on the line above; the type system cannot follow them through the string.
      const checked = params as Readonly<Record<PathParameter<Route>, string>>;
      return answer({ ...instance, params: checked, query, body });
    },
  };
}
