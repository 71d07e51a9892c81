import { ClerkAPIResponseError } from '../errors.js';
import type { TokenRules } from '../token/verify-token.js';
import type { CallOptions } from './call-options.js';
import { isCallOptions } from './call-options.js';
import { encodeBody, encodePathValue, encodeQuery } from './encode.js';
import type { PagePromise, PaginatedResourceResponse } from './paginate.js';
import { pagePromise } from './paginate.js';
import type { Sender } from './retry.js';
import { sendWithRetry } from './retry.js';
import type { ApiRequest, ApiResponse } from './send.js';
import type { Share } from './share-in-flight.js';

type Method = ApiRequest['method'];
/** Method and path of an endpoint, for example `GET /users/{userId}`. */
export type Route = `${Method} /${string}`;

/** A request of a method that is code, before encoding. */
export interface CallParts {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a method that is code calls with. */
export interface Caller {
  /** Sends a request to the route of the method, or to another one, and decodes the answer. */
  (parts: CallParts, route?: Route): Promise<unknown>;
  /** A further page of a list that is being iterated: what belongs to the list as a whole is not needed again. */
  readonly isFollowUp: boolean;
  /** Gives what M2M tokens in JWT form are verified with; undefined: the service is asked. */
  readonly tokenRules: (() => TokenRules) | undefined;
}

/** How a method differs from the rule. */
export interface RowOptions {
  /** Answers page by page; the method returns a {@link PagePromise}. */
  readonly list?: true;
  /** Names in the body of the strings after those that fill the path. */
  readonly args?: readonly string[];
  /** Always part of the query. */
  readonly query?: Readonly<Record<string, string>>;
  /** Body values that stand there unless the caller gives others. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Rewrites the names on all levels of the body. */
  readonly deepSnakeCase?: true;
  /** Sends the parameters as a multipart form. */
  readonly form?: true;
  /** The method as code. */
  readonly run?: (call: Caller, ...args: never[]) => Promise<unknown>;
}

/** A row of a table: the route, and what differs from the rule. */
export type Row = Route | readonly [Route, RowOptions];

/** What holds for all methods of a sub-API. */
export interface GroupOptions {
  /** Whether the version segment stands before the path. Default true. */
  readonly versioned?: boolean;
  /** Which key is sent. Default `secret`. */
  readonly key?: NonNullable<ApiRequest['key']>;
}

/** A sub-API: its routes, and its interface for the compiler. */
export interface EndpointGroup<Api, Table> {
  readonly table: Table;
  readonly options: GroupOptions;
  /** Never there; carries the interface. */
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

/** A route taken apart. */
interface ParsedRoute {
  readonly method: Method;
  /** Names in braces, in order. */
  readonly names: readonly string[];
  /** What stands before, between and after the names: one more than there are names. */
  readonly literals: readonly string[];
}

const parsedRoutes = new Map<Route, ParsedRoute>();

function parseRoute(route: Route): ParsedRoute {
  const known = parsedRoutes.get(route);
  if (known) return known;
  const space = route.indexOf(' ');
  const pieces = route.slice(space + 1).split(/\{(\w+)\}/);
  const parsed = {
    // `Route` begins with a method.
    method: route.slice(0, space) as Method,
    names: pieces.filter((_, index) => index % 2 === 1),
    literals: pieces.filter((_, index) => index % 2 === 0),
  };
  parsedRoutes.set(route, parsed);
  return parsed;
}

interface Call {
  readonly route: Route;
  readonly row: RowOptions;
  readonly group: GroupOptions;
  readonly settings: CallOptions | undefined;
  readonly backend: Backend;
}

/** Where calls go, and how. */
export interface Backend extends Sender {
  /** Default: every call is a request of its own. */
  readonly share?: Share | undefined;
  /** Gives what M2M tokens in JWT form are verified with. Default: the service is asked. */
  readonly tokenRules?: (() => TokenRules) | undefined;
}

/** The methods of a sub-API. */
export function bindEndpoints<Api>(group: EndpointGroup<Api, Readonly<Record<string, Row>>>, backend: Backend): Api {
  const methods: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(group.table)) methods[name] = bindRow(entry, group.options, backend);
  // `endpoints` has checked the table against the interface.
  return methods as Api;
}

function bindRow(entry: Row, group: GroupOptions, backend: Backend): (...args: unknown[]) => Promise<unknown> {
  const [route, row] = typeof entry === 'string' ? [entry, {}] : entry;
  return function callEndpoint(...given) {
    const last = given.at(-1);
    const settings = isCallOptions(last) ? last : undefined;
    const args = settings ? given.slice(0, -1) : given;
    const call: Call = { route, row, group, settings, backend };
    return row.list ? callList(call, args) : invoke(call, args, false);
  };
}

function invoke(call: Call, args: readonly unknown[], isFollowUp: boolean): Promise<unknown> {
  return call.row.run ? run(call, call.row.run, args, isFollowUp) : callRoute(call, args);
}

async function callRoute(call: Call, args: readonly unknown[]): Promise<unknown> {
  const request = toRequest(call, call.route, arrange(call, args));
  return read(request, await exchange(call, request));
}

async function run(
  call: Call,
  method: NonNullable<RowOptions['run']>,
  args: readonly unknown[],
  isFollowUp: boolean,
): Promise<unknown> {
  const send = async (parts: CallParts, route: Route = call.route) => {
    const request = toRequest(call, route, parts);
    return read(request, await exchange(call, request));
  };
  const caller = Object.assign(send, { isFollowUp, tokenRules: call.backend.tokenRules });
  // The row's `run` has the parameters of its method.
  return method(caller, ...(args as never[]));
}

/** Sorts arguments into path, query and body. */
function arrange({ route, row }: Call, args: readonly unknown[]): CallParts {
  const { method, names } = parseRoute(route);
  const path: Record<string, unknown> = {};
  const rest: Record<string, unknown> = { ...row.defaults };
  let position = 0;
  for (; position < args.length; position += 1) {
    const value = args[position];
    if (typeof value === 'object' && value !== null) break;
    const name = names[position];
    const argument = row.args?.[position - names.length];
    if (name !== undefined) path[name] = value;
    else if (argument !== undefined) rest[argument] = value;
  }
  const params = args[position];
  if (Array.isArray(params)) return { path, body: params };
  for (const [name, value] of Object.entries(params ?? {})) {
    // What stands at its place is not replaced by a name in an object, which may come from outside.
    if (names.includes(name) && !Object.hasOwn(path, name)) path[name] = value;
    else if (value !== undefined || row.defaults?.[name] === undefined) rest[name] = value;
  }
  if (row.form) return { path, form: toForm(rest) };
  return method === 'GET' || method === 'DELETE' ? { path, query: rest } : { path, body: rest };
}

function toForm(params: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(encodeBody(params) ?? {})) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined && value !== null) form.append(name, String(value));
  }
  return form;
}

function pathOf({ names, literals }: ParsedRoute, values: CallParts['path']): string {
  let path = literals[0] ?? '';
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    path += encodePathValue(name, values?.[name]) + (literals[index + 1] ?? '');
  }
  return path;
}

function headersOf(parts: CallParts, settings: CallOptions | undefined): ApiRequest['headers'] {
  if (!settings?.headers) return parts.headers;
  const own = Object.entries(settings.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...parts.headers, ...Object.fromEntries(own) };
}

function toRequest({ row, group, settings }: Call, route: Route, parts: CallParts): ApiRequest {
  const parsed = parseRoute(route);
  const query = row.query ? { ...parts.query, ...row.query } : parts.query;
  return {
    method: parsed.method,
    path: pathOf(parsed, parts.path),
    query: query && encodeQuery(query),
    body: encodeBody(parts.body, row.deepSnakeCase),
    form: parts.form,
    headers: headersOf(parts, settings),
    versioned: group.versioned,
    key: group.key,
    timeoutMs: settings?.timeoutMs,
    signal: settings?.signal,
  };
}

let decode: ((json: unknown) => unknown) | undefined;

/** The classes of the resources are loaded while the first answer is under way: who only verifies tokens needs none. */
async function loadDecode(): Promise<void> {
  ({ decode } = await import('./decode.js'));
}

function exchange(call: Call, request: ApiRequest): Promise<ApiResponse> {
  return decode
    ? transmit(call, request)
    : Promise.all([transmit(call, request), loadDecode()]).then(([first]) => first);
}

function read(request: ApiRequest, answer: ApiResponse): unknown {
  const body = checkAnswer(request, answer);
  return decode ? decode(body) : body;
}

function transmit({ settings, backend }: Call, request: ApiRequest): Promise<ApiResponse> {
  const maxRetries = settings?.maxRetries;
  if (maxRetries !== undefined) return sendWithRetry(request, { ...backend, retry: { ...backend.retry, maxRetries } });
  return backend.share
    ? backend.share(request, () => sendWithRetry(request, backend))
    : sendWithRetry(request, backend);
}

function checkAnswer(request: ApiRequest, { status, body, contentType }: ApiResponse): unknown {
  if (typeof body === 'string' && !contentType.includes('json')) {
    const message = `${request.method} ${request.path} answered ${status} with ${contentType || 'no content type'} instead of JSON. Check the option \`apiUrl\`.`;
    throw new ClerkAPIResponseError(message, { data: [{ code: 'unexpected_error', message }], status });
  }
  return body;
}

function callList(call: Call, args: readonly unknown[]): PagePromise<unknown> {
  const index = args.findIndex((value) => typeof value === 'object' && value !== null);
  const position = index === -1 ? args.filter((value) => typeof value === 'string').length : index;
  const params = args[position] as Readonly<Record<string, unknown>> | undefined;
  const offset = typeof params?.offset === 'number' ? params.offset : 0;
  const load = async (given: readonly unknown[], from: number, isFollowUp: boolean) =>
    toPage(await invoke(call, given, isFollowUp), from);
  return pagePromise(load(args, offset, false), offset, (page) =>
    load([...args.slice(0, position), { ...params, ...page }], page.offset, true),
  );
}

/** A service that ignores `paginated=true` answers a bare list: then there are at least the rows that came. */
function toPage(answer: unknown, offset: number): PaginatedResourceResponse<unknown[]> {
  if (Array.isArray(answer)) return { data: answer, totalCount: offset + answer.length };
  // `decode` makes nothing else of a list.
  return answer as PaginatedResourceResponse<unknown[]>;
}
