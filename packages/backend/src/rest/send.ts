import { ClerkAPIResponseError, ConfigurationError, UnusableResponseError } from '../errors.js';
import { observeCall } from '../observer.js';
import { parseJson } from '../parse-json.js';
import { optionTable } from '../options.js';
import { apiVersionHeader } from '../package-version.js';
import type { ClerkAPIErrorJSON } from '../wire/api-error.js';
import type { Connection } from './connection.js';
import { encodeJson } from './encode.js';
import type { Transport, TransportRequest, TransportResponse } from './transport/contract.js';
import { fetchTransport } from './transport/fetch.js';

export type { Connection } from './connection.js';

/** One call of the Backend API, encoded. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Encoded path, starts with `/`. */
  readonly path: string;
  /** The path with names in braces instead of values, for an observer. Default: the path. */
  readonly template?: string | undefined;
  /** Encoded query, without `?`. */
  readonly query?: string | undefined;
  /** Sent as JSON; undefined for no body. */
  readonly body?: unknown;
  /** Sent as multipart form instead of a JSON body. */
  readonly form?: FormData | undefined;
  /** Further headers, lower-case names; they replace the usual ones except `content-type`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether the path begins with the version segment. Default true. */
  readonly versioned?: boolean | undefined;
  /**
   * `secret`: the secret key, required unless the connection says otherwise. `machine`: the machine secret key, else the
   * secret key, else none. `none`: the secret key if there is one. Default `secret`.
   */
  readonly key?: 'secret' | 'machine' | 'none' | undefined;
  /** Time limit of the call in ms. Default 30 000. */
  readonly timeoutMs?: number | undefined;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
}

/** The answer to an {@link ApiRequest}: always a status of 200 to 299. */
export interface ApiResponse {
  readonly status: number;
  /** Parsed JSON, text for other content types, undefined for an empty answer with a status that allows it. */
  readonly body: unknown;
  /** Lower-case, with parameters; empty if there was none. */
  readonly contentType: string;
  /** When the service answered, by its own clock, Unix ms; undefined if it did not say. */
  readonly dateMs?: number | undefined;
}

/** Default time limit of a call in ms. */
export const defaultTimeoutMs = 30_000;
const defaultMaxBytes = Number(optionTable.maxResponseBytes.default);
/** Timers with a longer delay fire at once. */
const maxTimeoutMs = 2_147_483_647;

/**
 * Sends one request. No retry, no decoding of resources.
 * @throws {ClerkAPIResponseError} the answer is not 2xx or is broken, or there was none (`status` undefined, `cause` set)
 * @throws {ConfigurationError} `secret_key_missing`, `secret_key_invalid`, `option_invalid`; nothing was sent
 */
export async function send(request: ApiRequest, connection: Connection): Promise<ApiResponse> {
  const { transmit, outgoing } = prepare(request, connection, request.timeoutMs);
  try {
    return readAnswer(await transmit(outgoing), 1);
  } catch (error) {
    throw toFailure(request, error, 1);
  }
}

/** An encoded request, and the transport that sends it. */
export interface PreparedRequest {
  readonly transmit: Transport;
  readonly outgoing: TransportRequest;
}

/**
 * Encodes a request.
 * @param timeoutMs - time limit of the answer in ms. Default 30 000
 * @throws {ConfigurationError} `secret_key_missing`, `secret_key_invalid`, `option_invalid`
 * @throws {InvalidArgumentError} the body cannot be written as JSON
 */
export function prepare(request: ApiRequest, connection: Connection, timeoutMs = defaultTimeoutMs): PreparedRequest {
  const { prefix, versionedPrefix, transmit, headers } = routeOf(connection);
  const start = request.versioned === false ? prefix : versionedPrefix;
  const outgoing = {
    method: request.method,
    url: request.query ? `${start}${request.path}?${request.query}` : start + request.path,
    headers: requestHeaders(request, connection, headers),
    body: request.form ?? (request.body === undefined ? undefined : encodeJson(request.body)),
    timeoutMs: timerDelay(timeoutMs),
    maxBytes: connection.maxResponseBytes ?? defaultMaxBytes,
    signal: request.signal,
  };
  return { transmit: observed(transmit, request, connection), outgoing };
}

/** The transport of a connection, watched by its observer if there is one. */
function observed(transmit: Transport, { path, template }: ApiRequest, { observer }: Connection): Transport {
  if (!observer) return transmit;
  return async (outgoing) => observeCall(observer, outgoing, () => transmit(outgoing), [path, template]);
}

/** A copy of a prepared request with another time limit in ms. */
export function withTimeout(outgoing: TransportRequest, timeoutMs: number): TransportRequest {
  return { ...outgoing, timeoutMs: timerDelay(timeoutMs) };
}

/** A delay that timers accept: at least 1 ms, at most their maximum. */
export function timerDelay(ms: number): number {
  return Math.min(Math.max(1, Math.ceil(ms)), maxTimeoutMs);
}

/**
 * The error of an attempt that threw.
 * @param attempt - how many times the request has been sent, this attempt included
 */
export function toFailure(request: ApiRequest, error: unknown, attempt: number): ClerkAPIResponseError {
  return error instanceof ClerkAPIResponseError ? error : noAnswer(request, error, attempt);
}

/** What is the same for all requests over a connection. */
interface ConnectionRoute {
  /** The URL before the path, without and with the version segment. */
  readonly prefix: string;
  readonly versionedPrefix: string;
  readonly transmit: Transport;
  /** The usual headers by the key in them, which has been checked. */
  readonly headers: Map<string | undefined, Readonly<Record<string, string>>>;
}

let loaded: Transport | undefined;

/** Loads the runtime's transport with the first call: many processes only verify tokens and never call the API. */
async function loadTransport(request: TransportRequest): Promise<TransportResponse> {
  ({ transport: loaded } = await import('#transport'));
  return loaded(request);
}

const transmitByRuntime: Transport = (request) => (loaded ?? loadTransport)(request);

const routes = new WeakMap<Connection, ConnectionRoute>();

function routeOf(connection: Connection): ConnectionRoute {
  let route = routes.get(connection);
  if (!route) {
    const prefix = apiPrefix(connection.apiUrl);
    const isVersioned = !connection.skipApiVersionInUrl && connection.apiVersion !== '';
    route = {
      prefix,
      versionedPrefix: isVersioned ? `${prefix}/${connection.apiVersion}` : prefix,
      transmit: connection.fetch ? fetchTransport(connection.fetch) : transmitByRuntime,
      headers: new Map(),
    };
    routes.set(connection, route);
  }
  return route;
}

function apiPrefix(apiUrl: string): string {
  if (!/^https?:\/\/[^/]/i.test(apiUrl) || !URL.canParse(apiUrl)) {
    throw new ConfigurationError(
      'option_invalid',
      'Option `apiUrl` (environment variable CLERK_API_URL) must be an absolute http or https URL.',
    );
  }
  return new URL(apiUrl).href.replace(/\/+$/, '');
}

function requestHeaders(
  request: ApiRequest,
  connection: Connection,
  known: ConnectionRoute['headers'],
): Readonly<Record<string, string>> {
  const own = request.headers;
  const key = own?.authorization === undefined ? chooseKey(request, connection) : undefined;
  let usual = known.get(key);
  if (!usual) known.set(key, (usual = usualHeaders(connection, key)));
  if (!own && !request.form) return usual;
  if (own?.authorization !== undefined && !isSendable(own.authorization)) throw unusableKey();
  const { 'content-type': json, ...rest } = usual;
  // The runtime sets the content type of a form, with the boundary.
  return { ...rest, ...own, ...(!request.form && { 'content-type': json }) };
}

function usualHeaders(connection: Connection, key: string | undefined): Readonly<Record<string, string>> {
  if (key && (/\s/.test(key) || !isSendable(key))) throw unusableKey();
  return {
    'clerk-api-version': apiVersionHeader,
    'user-agent': connection.userAgent,
    ...(key && { authorization: `Bearer ${key}` }),
    'content-type': 'application/json',
  };
}

function chooseKey(request: ApiRequest, connection: Connection): string | undefined {
  const prefersMachine = request.key === 'machine' || connection.useMachineSecretKey;
  const key = (prefersMachine && connection.machineSecretKey) || connection.secretKey;
  if (!key && (request.key ?? 'secret') === 'secret' && connection.requireSecretKey !== false) {
    throw new ConfigurationError(
      'secret_key_missing',
      'A secret key is needed to call the Backend API. Set CLERK_SECRET_KEY (option `secretKey`); you find it in the dashboard under API keys.',
    );
  }
  return key;
}

/** Whether a header can be sent with this value. If not, the errors of runtimes quote the value, which is a key. */
function isSendable(value: string): boolean {
  return /^[\x20-\x7e]+$/.test(value);
}

function unusableKey(): ConfigurationError {
  return new ConfigurationError(
    'secret_key_invalid',
    'The secret key contains white space or other characters no key has. Copy it again from the dashboard into CLERK_SECRET_KEY (option `secretKey`).',
  );
}

function isJson(contentType: string): boolean {
  return /^\s*application\/json\s*(;|$)/i.test(contentType);
}

/** Accepted, No Content and Reset Content: the body may be empty. */
const emptyStatuses: ReadonlySet<number> = new Set([202, 204, 205]);

/**
 * Reads an answer.
 * @throws {ClerkAPIResponseError} the answer is not 2xx or is broken
 */
export function readAnswer(answer: TransportResponse, attempt: number): ApiResponse {
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, attempt);
  const contentType = (answer.header('content-type') ?? '').toLowerCase();
  const known = { status: answer.status, contentType, dateMs: dateOf(answer) };
  if (answer.text === '' && emptyStatuses.has(answer.status)) return { ...known, body: undefined };
  if (!isJson(contentType)) return { ...known, body: answer.text };
  try {
    const body: unknown = JSON.parse(answer.text);
    return { ...known, body };
  } catch (cause) {
    const message = `The Backend API answered ${answer.status} with JSON that is broken or empty.`;
    throw new ClerkAPIResponseError(message, {
      data: [{ code: 'unexpected_error', message }],
      status: answer.status,
      clerkTraceId: answer.header('cf-ray') ?? '',
      attempts: attempt,
      cause,
    });
  }
}

/** @see RFC 9110 section 6.6.1 */
function dateOf({ header }: TransportResponse): number | undefined {
  const date = Date.parse(header('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

function refusal(answer: TransportResponse, attempt: number): ClerkAPIResponseError {
  const body = isJson(answer.header('content-type') ?? '') ? readErrorBody(answer.text) : {};
  const trace = typeof body.clerk_trace_id === 'string' ? body.clerk_trace_id : answer.header('cf-ray');
  const data = Array.isArray(body.errors) ? body.errors.filter(isApiError) : [];
  return new ClerkAPIResponseError(answer.statusText || data[0]?.message || `HTTP ${answer.status}`, {
    data,
    status: answer.status,
    clerkTraceId: trace ?? '',
    retryAfter: retryAfterSeconds(answer.header('retry-after')),
    attempts: attempt,
  });
}

function readErrorBody(text: string): { errors?: unknown; clerk_trace_id?: unknown } {
  try {
    // Errors are printed whole, so their depth is limited.
    const body = parseJson(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    // The status says enough; a broken error body adds nothing.
    return {};
  }
}

function isApiError(value: unknown): value is ClerkAPIErrorJSON {
  return typeof value === 'object' && value !== null && 'code' in value;
}

/**
 * Seconds to wait: a number, or a date. Fractions are rounded up, and the highest of several numbers is used, so that no request is sent
 * before the time that the service gives. @see RFC 9110 section 10.2.3
 */
function retryAfterSeconds(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d/.test(value)) return Math.max(...value.split(',').map((part) => Math.ceil(Number.parseFloat(part) || 0)));
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function noAnswer(request: ApiRequest, cause: unknown, attempt: number): ClerkAPIResponseError {
  const why = cause instanceof Error ? describeCause(cause) : 'the connection failed';
  const [what, code] =
    cause instanceof UnusableResponseError ? ['no usable answer', cause.code] : ['no answer', 'unexpected_error'];
  const message = `${request.method} ${request.path} got ${what} from the Backend API: ${why}`;
  return new ClerkAPIResponseError(message, {
    data: [{ code, message }],
    clerkTraceId: '',
    attempts: attempt,
    cause,
  });
}

/** The reason is in the inner error where the outer one is only `fetch failed`, or has no message after several failed addresses. */
function describeCause(error: Error): string {
  const inner = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
  return inner.message || code;
}
