import { rememberLast } from '../remember-last.js';
import { ConfigurationError } from '../errors.js';
import { andThen, type MaybePromise } from '../maybe-promise.js';
import { DEFAULT_PROXY_PATH, matchProxyPath, stripTrailingSlashes } from '../proxy/proxy-path.js';
import { checkOptions, readOptions, type AllOptions, type Environment } from '../options.js';
import { authenticate, type AuthenticateHead, type AuthenticateRequest } from './authenticate-request.js';
import { requirePublishableKey } from '../publishable-key.js';
import { createConfig } from './config.js';
import type { RequestHead } from './request-head.js';
import {
  headerList,
  type HeaderList,
  type RequestState,
  type SignedInState,
  type SignedOutState,
} from './request-state.js';

/** An answer that must be sent instead of the application's own. */
export interface DecidedResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body?: string;
}

/** What to do with a request. */
export type Decision =
  /** Hand it to the application with the state, and add the headers to its answer. */
  | { readonly kind: 'continue'; readonly state: SignedInState | SignedOutState; readonly headers: HeaderList }
  /** Answer at once. */
  | { readonly kind: 'respond'; readonly response: DecidedResponse }
  /** The request is for the Frontend API: pass it on, body and all, and its answer back. */
  | { readonly kind: 'proxy'; readonly call: ProxyCall };

/** Under this name our clients decide over plain facts; for a client of another make a `Request` is built. */
export const authenticateHeadKey = Symbol.for('@acme/backend.authenticateHead');

/** A client whose own options lie under those of the middleware. */
export interface AuthenticatingClient {
  readonly authenticateRequest: AuthenticateRequest;
  readonly [authenticateHeadKey]?: AuthenticateHead;
}

/** Options of every adapter's middleware; an absent or empty one is taken from its environment variable. */
export interface MiddlewareOptions extends AllOptions {
  /** Decides with this client's options underneath. Default: the options and the environment alone. */
  readonly clerkClient?: AuthenticatingClient | undefined;
  /** Accepted for compatibility, without effect. */
  readonly debug?: boolean | undefined;
  /** Passes requests below a path on to the Frontend API, so that browsers talk to this origin only. Default: off. */
  readonly frontendApiProxy?: FrontendApiProxyMiddlewareOptions | undefined;
}

/** The Frontend API proxy of a middleware. */
export interface FrontendApiProxyMiddlewareOptions {
  /** Whether it is on; or a function that says so for each URL. */
  readonly enabled: boolean | ((url: URL) => boolean);
  /** Default `/__clerk`. */
  readonly path?: string | undefined;
}

/** Sends a request through the proxy. */
export type ProxyCall = (request: Request) => Promise<Response>;

/** Options that are the same for every request, or made for each. */
export type MiddlewareOptionsSource<Native> =
  MiddlewareOptions | ((request: Native) => MiddlewareOptions | Promise<MiddlewareOptions>);

const ownNames = ['clerkClient', 'debug', 'frontendApiProxy'] as const;

/** Methods that no Fetch API request can have. @see {@link https://fetch.spec.whatwg.org/#methods | Fetch: forbidden methods} */
const forbiddenMethods: ReadonlySet<string> = new Set(['TRACE', 'TRACK', 'CONNECT']);

/** Whether the request's target is a path of this server, and not another authority in disguise. */
function isRepresentable({ method, url }: RequestHead): boolean {
  const path = url.indexOf('/', url.indexOf('://') + 3);
  const authority = path < 0 ? url : url.slice(0, path);
  const startsTwice = path >= 0 && (url[path + 1] === '/' || url[path + 1] === '\\');
  return !forbiddenMethods.has(method) && !startsTwice && !authority.includes('@') && /^https?:\/\/./i.test(authority);
}

function toRequest(head: RequestHead): Request {
  return new Request(head.url, { method: head.method, headers: Object.fromEntries(head.headers()) });
}

/** Decides with the options of a client, and those of the call laid over them. */
export function authenticateWithClient(
  client: AuthenticatingClient,
  head: RequestHead,
  call: AllOptions,
): Promise<RequestState> {
  const authenticateHead = client[authenticateHeadKey];
  return authenticateHead ? authenticateHead(head, call) : client.authenticateRequest(toRequest(head), call);
}

/** The options that decide, completed from the environment; what only concerns the middleware itself is left out. */
export function readMiddlewareOptions(options: MiddlewareOptions, env: Environment): AllOptions {
  const { clerkClient, debug, frontendApiProxy, ...given } = options;
  return readOptions(given, env);
}

/** @throws {ConfigurationError} `option_invalid` */
function checkProxy(proxy: FrontendApiProxyMiddlewareOptions | undefined, where: string): void {
  if (proxy === undefined) return;
  const { enabled, path } = proxy;
  const isEnabledGood = typeof enabled === 'boolean' || typeof enabled === 'function';
  if (isEnabledGood && (path === undefined || path === '' || path.startsWith('/'))) return;
  throw new ConfigurationError(
    'option_invalid',
    `${where}: frontendApiProxy must be { enabled: true, false or a function, path: a path that starts with "/" }.`,
  );
}

/** The proxy for a request, if it is on and the request is below its path. */
function proxyFor(head: RequestHead, options: MiddlewareOptions, env: Environment): ProxyCall | undefined {
  const { frontendApiProxy: proxy } = options;
  if (!proxy?.enabled) return undefined;
  const url = new URL(head.url);
  if (!matchProxyPath(url.pathname, { proxyPath: proxy.path || undefined })) return undefined;
  if (typeof proxy.enabled === 'function' && !proxy.enabled(url)) return undefined;
  const { publishableKey, secretKey } = readMiddlewareOptions(options, env);
  const fapiUrl = env['CLERK_FAPI_URL'];
  return async (request) => {
    const { clerkFrontendApiProxy } = await import('../proxy/frontend-proxy.js');
    return clerkFrontendApiProxy(request, { proxyPath: proxy.path || undefined, publishableKey, secretKey, fapiUrl });
  };
}

/** Where the proxy is on, browsers are sent through it, unless another one is named. */
function withProxyUrl(given: AllOptions, proxy: FrontendApiProxyMiddlewareOptions | undefined): AllOptions {
  if (!proxy?.enabled || given.proxyUrl) return given;
  return { ...given, proxyUrl: stripTrailingSlashes(proxy.path ?? DEFAULT_PROXY_PATH) || DEFAULT_PROXY_PATH };
}

type Authenticate = (head: RequestHead) => MaybePromise<RequestState>;

/**
 * What can be judged without a publishable key: the `Authorization` header.
 * @throws {ConfigurationError} `publishable_key_missing`: the request has only cookies, and nobody must be signed out by mistake
 */
function withoutCookies(head: RequestHead): RequestHead {
  if (!head.header('authorization') && /(?:^|;\s*)__session/.test(head.header('cookie') ?? ''))
    requirePublishableKey('');
  const header = (name: string) => (name === 'authorization' || name === 'host' ? head.header(name) : undefined);
  return { method: head.method, url: head.url, header, headers: () => [] };
}

/** Only session tokens, verified with `jwtKey`: that takes no other key, as long as no cookies are to be judged. */
function authenticateStateless(given: AllOptions): MaybePromise<Authenticate> {
  const config = createConfig({ ...given, acceptsToken: 'session_token' }, undefined, true);
  return andThen(
    config,
    (ready): Authenticate =>
      (head) =>
        authenticate(given.publishableKey ? head : withoutCookies(head), ready),
  );
}

/** Middlewares accept every kind of token; which kind a handler wants is asked when it looks. */
function authenticateWith(options: MiddlewareOptions, env: Environment): MaybePromise<Authenticate> {
  const { clerkClient } = options;
  const given = withProxyUrl(readMiddlewareOptions(options, env), options.frontendApiProxy);
  if (!clerkClient && given.jwtKey && !given.secretKey) return authenticateStateless(given);
  const call: AllOptions = { ...given, acceptsToken: 'any' };
  if (clerkClient) return (head) => authenticateWithClient(clerkClient, head, call);
  const config = createConfig(call);
  return andThen(
    config,
    (ready): Authenticate =>
      (head) =>
        authenticate(head, ready),
  );
}

function toDecision(state: RequestState): Decision {
  const headers = headerList(state);
  const redirects = headers.some(([name]) => name === 'location');
  // Sending the browser on would lose the result it came back with; it can try again with the same URL.
  if (state.unavailable && state.status === 'signed-out' && redirects) return { kind: 'continue', state, headers: [] };
  if (state.status === 'handshake' || redirects) return { kind: 'respond', response: { status: 307, headers } };
  return { kind: 'continue', state, headers };
}

/**
 * Makes the decision that an adapter carries out. Options are checked at once, and so are the keys if they are all there;
 * otherwise with the first request, because the environment may be completed after the middleware is made. Most requests are
 * decided at once, without a promise; a mistake in the options is then thrown, otherwise it rejects.
 * @param where - the function that was called with the options, for messages
 * @param env - gives the environment variables, when they are needed
 * @throws {ConfigurationError} for unknown or unusable options, and malformed keys
 */
export function createAuthenticator<Native>(
  options: MiddlewareOptionsSource<Native>,
  { where, env }: { readonly where: string; readonly env: () => Environment },
): (head: RequestHead, request: Native) => MaybePromise<Decision> {
  const prepare = rememberLast((given: MiddlewareOptions) => {
    checkOptions(given, where, ownNames);
    checkProxy(given.frontendApiProxy, where);
    return authenticateWith(given, env());
  });
  if (typeof options !== 'function') {
    checkOptions(options, where, ownNames);
    checkProxy(options.frontendApiProxy, where);
    const { publishableKey, secretKey } = readOptions(options, env());
    // A promise that rejects is reported by the first request.
    if (publishableKey && secretKey) void prepare(options);
  }
  const decide = (head: RequestHead, given: MiddlewareOptions): MaybePromise<Decision> => {
    const proxy = given.frontendApiProxy && proxyFor(head, given, env());
    if (proxy) return { kind: 'proxy', call: proxy };
    return andThen(prepare(given), (authenticateHead) => andThen(authenticateHead(head), toDecision));
  };
  return (head, request) => {
    if (!isRepresentable(head)) return { kind: 'respond', response: { status: 400, headers: [] } };
    if (typeof options !== 'function') return decide(head, options);
    return andThen(options(request), (given) => decide(head, given));
  };
}
