import type { TokenRules } from '../token/verify-token.js';
import type { PagePromise } from './page-promise.js';
import type { ApiRequest } from './send.js';

type Method = ApiRequest['method'];
/** Method and path of an endpoint, for example `GET /users/{userId}`. */
export type Route = `${Method} /${string}`;

/** A request of a method with its own code, before encoding. */
export interface CallParts {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The function with which a method with its own code sends requests. */
export interface Caller {
  /** Sends a request to the route of the method, or to another one, and decodes the answer. */
  (parts: CallParts, route?: Route): Promise<unknown>;
  /** True where only rows are wanted: for the second and later pages of an iteration, and with `rowsOnly`. */
  readonly isFollowUp: boolean;
  /** Returns the rules by which M2M tokens in JWT form are verified here; undefined: the service verifies them. */
  readonly tokenRules: (() => TokenRules) | undefined;
}

/** How a method differs from the rule for arguments. */
export interface RowOptions {
  /** Answers page by page; the method returns a {@link PagePromise}. */
  readonly list?: true;
  /** Names in the body for the string arguments after those that fill the path. */
  readonly args?: readonly string[];
  /** Always part of the query. */
  readonly query?: Readonly<Record<string, string>>;
  /** Default values in the body. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Rewrites the names on all levels of the body. */
  readonly deepSnakeCase?: true;
  /** Sends the parameters as a multipart form. */
  readonly form?: true;
  /** The method as code. */
  readonly run?: (call: Caller, ...args: never[]) => Promise<unknown>;
}

/** A row of a table: the route, and how the method differs from the rule for arguments. */
export type Row = Route | readonly [Route, RowOptions];

/** Settings of all methods of a sub-API. */
export interface GroupOptions {
  /** Whether the path begins with the version segment. Default true. */
  readonly versioned?: boolean;
  /** Which key is sent. Default `secret`. */
  readonly key?: NonNullable<ApiRequest['key']>;
}

/** A sub-API: its routes, and its interface for the compiler. */
export interface EndpointGroup<Api, Table> {
  readonly table: Table;
  readonly options: GroupOptions;
  /** Always undefined; carries the interface for the compiler. */
  readonly api?: Api;
}

type PathNames<R extends string> = R extends `${string}{${infer Name}}${infer Rest}` ? [Name, ...PathNames<Rest>] : [];
type AnyMethod = (...args: never[]) => unknown;
type Arguments<F> = F extends (...args: infer A) => unknown ? Required<A> : never;
type Names<T> = T extends unknown ? keyof T : never;
type RouteOf<R> = R extends readonly [infer S, unknown] ? S : R;
type OptionsOf<R> = R extends readonly [unknown, infer O] ? O : Record<never, never>;

/** True if strings in order and then an object by name fill every name; otherwise the name that nothing fills. */
type Filled<N extends readonly unknown[], A> = N extends [infer First, ...infer More]
  ? A extends readonly [infer Head, ...infer Tail]
    ? Head extends string
      ? Filled<More, Tail>
      : Exclude<N[number], Names<Head>> extends never
        ? true
        : Exclude<N[number], Names<Head>>
    : First
  : true;

type CheckRow<F, R> =
  OptionsOf<R> extends { run: AnyMethod }
    ? R
    : RouteOf<R> extends infer S extends string
      ? Filled<PathNames<S>, Arguments<F>> extends true
        ? CheckList<F, R>
        : `no argument fills {${Filled<PathNames<S>, Arguments<F>> & string}}`
      : never;
type CheckList<F, R> = F extends (...args: never[]) => PagePromise<unknown>
  ? OptionsOf<R> extends { list: true }
    ? R
    : 'a method that returns a PagePromise needs `list: true`'
  : R;

/**
 * Declares the routes of a sub-API. Arguments follow one rule: strings fill the path in order, an object fills the rest of
 * it by name, and what is left of the object is the query of GET and DELETE and the body of the others.
 * The compiler refuses a missing or unknown method and a path with a name that no argument fills.
 */
export function endpoints<Api>() {
  return function declare<const Table extends { readonly [K in keyof Api]: Row }>(
    table: Table & { readonly [K in keyof Table]: K extends keyof Api ? CheckRow<Api[K], Table[K]> : never },
    options: GroupOptions = {},
  ): EndpointGroup<Api, Table> {
    return { table, options };
  };
}
