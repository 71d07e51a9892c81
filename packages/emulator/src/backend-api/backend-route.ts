import type { EndpointGroup, Row } from '@acme/backend/endpoints';
import type { Instance } from '../instance/instance.js';
import type { PathParameter } from '../http/path-parameter.js';
import type { RequestBody } from '../http/request-body.js';
import type { KeyOwner } from './key-owner.js';

/** An answer with status 201, for the few calls that the service does not answer with 200. */
export class Created {
  constructor(readonly body: object) {}
}

/** The query, the body and the key of a request. */
export interface BackendRequest {
  readonly query: URLSearchParams;
  readonly body: RequestBody;
  readonly caller: KeyOwner;
}

/** One call of the Backend API: the instance and the request. */
export interface BackendContext<Parameter extends string = never> extends Instance, BackendRequest {
  readonly params: Readonly<Record<Parameter, string>>;
}

/** A route of the Backend API and the function that answers it. The path is that of the client's table; `/v1` is added. */
export interface BackendRoute {
  readonly method: string;
  /** Path in the router's notation. */
  readonly path: string;
  answer(
    instance: Instance,
    params: Readonly<Record<string, string>>,
    request: BackendRequest,
  ): Promise<object | undefined>;
}

/** Routes of one sub-API, keyed by the client method that calls them. */
export type BackendRoutes = Readonly<Record<string, BackendRoute>>;

/** Ties a handler to its route, e.g. `'GET /users/{userId}'`; the names in braces type its parameters. */
export function on<const Route extends string>(
  route: Route,
  /** Returns the wire JSON; undefined: status 204 without a body. */
  answer: (context: BackendContext<PathParameter<Route>>) => object | undefined | Promise<object | undefined>,
): BackendRoute {
  const [method = '', path = ''] = route.split(' ');
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');
  return {
    method,
    path: path.replace(/\{(\w+)\}/g, ':$1'),
    async answer(instance, params, request) {
      if (!names.every((name) => name in params))
        throw new TypeError(`${route} was called without its path parameters`);
      // The line above checked the names; the type system cannot follow them through the string.
      const checked = params as Readonly<Record<PathParameter<Route>, string>>;
      return answer({ ...instance, params: checked, ...request });
    },
  };
}

type RouteOf<R> = R extends readonly [infer First extends string, unknown] ? First : R extends string ? R : never;
type Handler<Parameter extends string> = (
  context: BackendContext<Parameter>,
) => object | undefined | Promise<object | undefined>;
type HandlersOf<Table> = { readonly [Method in keyof Table]: Handler<PathParameter<RouteOf<Table[Method]>>> };

/** The functions that answer the methods of a group, by method. */
export type Handlers<Group> = Group extends EndpointGroup<unknown, infer Table> ? HandlersOf<Table> : never;

/**
 * Ties each method of a sub-API to the function that answers it. The routes are those of the client's table; the compiler
 * requires an answer for each method.
 */
export function answers<Api, const Table extends Readonly<Record<string, Row>>>(
  group: EndpointGroup<Api, Table>,
  handlers: HandlersOf<Table>,
): BackendRoutes {
  const entries = Object.entries(group.table).map(([method, row]) => {
    const route = typeof row === 'string' ? row : row[0];
    // The type above requires one for each method of the table.
    return [method, on(route, (handlers as Readonly<Record<string, Handler<string>>>)[method] ?? missing)] as const;
  });
  return Object.fromEntries(entries);
}

const missing = () => Promise.reject(new TypeError('This method has no answer.'));
