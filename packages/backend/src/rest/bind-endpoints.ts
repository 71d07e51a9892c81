import { ClerkAPIResponseError } from '../errors.js';
import type { TokenRules } from '../token/verify-token.js';
import type { CallOptions } from './call-options.js';
import { isCallOptions, isRowsOnly } from './call-options.js';
import { encodeBody, encodePathValue, encodeQuery } from './encode.js';
import type { CallParts, EndpointGroup, GroupOptions, Route, Row, RowOptions } from './endpoint-group.js';
import type { PagePromise, PaginatedResourceResponse } from './page-promise.js';
import { pagePromise } from './page-promise.js';
import type { ReadCache } from './read-cache.js';
import { sendWithRetry, type SendPolicy } from './send-with-retry.js';
import type { ApiRequest, ApiResponse } from './send.js';
import type { Share } from './share-in-flight.js';

/** A parsed route. */
interface ParsedRoute {
  readonly method: ApiRequest['method'];
  /** Names in braces, in order. */
  readonly names: readonly string[];
  /** The text before, between and after the names: one more than there are names. */
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
    method: route.slice(0, space) as ApiRequest['method'],
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

/** Where and how calls are sent. */
export interface Backend extends SendPolicy {
  /** Lets equal calls share a request. Default: every call sends its own request. */
  readonly share?: Share | undefined;
  /** Keeps answers. Default: every call is sent. */
  readonly cache?: ReadCache | undefined;
  /** Called after each call that may have changed something and has succeeded; the call waits for it. */
  readonly afterChange?: ((request: ApiRequest, answer: ApiResponse) => Promise<void>) | undefined;
  /** Called after each call that may have changed something, also if it failed; the call waits for it. */
  readonly outdate?: ((request: ApiRequest) => Promise<void>) | undefined;
  /** Returns the rules by which M2M tokens in JWT form are verified here. Default: the service verifies them. */
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
    // A positional path argument wins over a key of the same name in the parameters, which may be user input.
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
    template: route.slice(route.indexOf(' ') + 1),
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

/** Loads the resource classes while the first request is in flight: an application that only verifies tokens needs none. */
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

function transmit(call: Call, request: ApiRequest): Promise<ApiResponse> {
  const { afterChange, cache, outdate, connection } = call.backend;
  if (!afterChange && !cache && !outdate) return transmitNow(call, request);
  if (request.method !== 'GET') return change(call, request);
  return cache
    ? cache.get(request, connection, (isKept) => transmitNow(call, request, isKept))
    : transmitNow(call, request);
}

async function change(call: Call, request: ApiRequest): Promise<ApiResponse> {
  const { afterChange, cache, outdate } = call.backend;
  try {
    const answer = await transmitNow(call, request);
    await afterChange?.(request, answer);
    return answer;
  } finally {
    // A call that got no answer may have been carried out.
    await Promise.all([cache?.outdateBy(request), outdate?.(request)]);
  }
}

/** @param isAlone - must not get the answer to a request that is in flight, because that may be from before a change */
function transmitNow({ settings, backend }: Call, request: ApiRequest, isAlone = false): Promise<ApiResponse> {
  const maxRetries = settings?.maxRetries;
  if (maxRetries !== undefined) return sendWithRetry(request, { ...backend, retry: { ...backend.retry, maxRetries } });
  return backend.share && !isAlone
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
  return pagePromise(load(args, offset, isRowsOnly(call.settings)), offset, (page) =>
    load([...args.slice(0, position), { ...params, ...page }], page.offset, true),
  );
}

/** A service that ignores `paginated=true` answers a bare list; its rows are then the least possible total. */
function toPage(answer: unknown, offset: number): PaginatedResourceResponse<unknown[]> {
  if (Array.isArray(answer)) return { data: answer, totalCount: offset + answer.length };
  // `decode` returns this type for a list with a count.
  return answer as PaginatedResourceResponse<unknown[]>;
}
