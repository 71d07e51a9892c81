import { memoizeByOptions, memoizeWhileUnchanged } from '../memoize-by-options.js';
import { ConfigurationError } from '../errors.js';
import { chain, isPromise, type MaybePromise } from '../maybe-promise.js';
import type { ProxiedMessage } from '../proxy/clerk-frontend-api-proxy.js';
import { DEFAULT_PROXY_PATH, isProxyPath, matchProxyPath, stripTrailingSlashes } from '../proxy/match-proxy-path.js';
import {
  authenticateRequestOptionNames,
  checkNames,
  mergeOptions,
  optionNames,
  readOptions,
  takeOptions,
  type AllOptions,
  type AuthenticateRequestOptions,
  type Environment,
} from '../options.js';
import { authenticate, type AuthenticateHead } from './decide-request.js';
import { requirePublishableKey } from '../publishable-key.js';
import { createConfig } from './config.js';
import { isHost } from './host.js';
import { publicOrigin, publicUrl } from './request-facts.js';
import { trustedHosts } from './trusted-hosts.js';
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

/** Our own clients offer this method, which needs no `Request`. For any other client a `Request` is created. */
export const authenticateHeadKey = Symbol.for('@acme/backend.authenticateHead');

/** A client; options of the middleware override its own. */
export interface AuthenticatingClient {
  readonly authenticateRequest: (request: Request, options?: AuthenticateRequestOptions) => Promise<RequestState>;
  readonly [authenticateHeadKey]?: AuthenticateHead;
}

/** Options of every adapter's middleware; an absent or empty one is taken from its environment variable. */
export interface MiddlewareOptions extends AllOptions {
  /** Decides with this client; options of the middleware override its own. Default: the options and the environment alone. */
  readonly clerkClient?: AuthenticatingClient | undefined;
  /** Accepted for compatibility, without effect. */
  readonly debug?: boolean | undefined;
  /** Passes requests below a path on to the Frontend API, so that browsers talk to this origin only. Default: off. */
  readonly frontendApiProxy?: FrontendApiProxyMiddlewareOptions | undefined;
}

/** The Frontend API proxy of a middleware. */
export interface FrontendApiProxyMiddlewareOptions {
  /** Whether it is on; or a function that says so for each public URL, the one that is passed on. */
  readonly enabled: boolean | ((url: URL) => boolean);
  /** Default `/__clerk`; `/` stands for the default too, because the rest of the application has to stay reachable. */
  readonly path?: string | undefined;
}

/** Passes a request on to the Frontend API; the address is known. Gives an answer whatever happens. */
export type ProxyCall = (message: ProxiedMessage) => Promise<Response>;

/** Options that are the same for every request, or made for each. */
export type MiddlewareOptionsSource<Native> =
  MiddlewareOptions | ((request: Native) => MiddlewareOptions | Promise<MiddlewareOptions>);

const ownNames = ['clerkClient', 'debug', 'frontendApiProxy'] as const;

/** The names of the options of every adapter's middleware. */
const middlewareOptionNames: readonly string[] = [...optionNames, ...ownNames];

/** Methods that no Fetch API request can have. @see {@link https://fetch.spec.whatwg.org/#methods | Fetch: forbidden methods} */
const forbiddenMethods: ReadonlySet<string> = new Set(['TRACE', 'TRACK', 'CONNECT']);

/** What the head of a Node.js request begins with, whatever its host is. */
const standIns = ['http://localhost/', 'https://localhost/'] as const;
const isSlash = (character: string | undefined) => character === '/' || character === '\\';

/** Whether a URL names a path of this server, and not another authority in disguise. */
function isRepresentableUrl(url: string): boolean {
  const [plain, encrypted] = standIns;
  if (url.startsWith(plain)) return !isSlash(url[plain.length]);
  if (url.startsWith(encrypted)) return !isSlash(url[encrypted.length]);
  if (!/^https?:\/\/./i.test(url)) return false;
  const start = url.indexOf('://') + 3;
  const path = url.indexOf('/', start);
  if (path >= 0 && isSlash(url[path + 1])) return false;
  const authority = path < 0 ? url.slice(start) : url.slice(start, path);
  // A query may follow the host at once.
  return isHost(authority) || isHost(authority.split(/[?#]/, 1)[0] ?? '');
}

/** Whether a URL can be made of what the request says, and nothing in it is lost or moved thereby. */
function isRepresentable(head: RequestHead): boolean {
  if (forbiddenMethods.has(head.method) || !isRepresentableUrl(head.url)) return false;
  const host = head.header('host');
  return !host || isHost(host);
}

function toRequest(head: RequestHead): Request {
  return new Request(head.url, { method: head.method, headers: Object.fromEntries(head.headers()) });
}

/** Those of the options that a call of `authenticateRequest` takes; how a client makes its calls is not among them. */
function callOptions(options: AllOptions): AuthenticateRequestOptions {
  const taken: Record<string, unknown> = {};
  for (const name of authenticateRequestOptionNames) if (name in options) taken[name] = options[name];
  // The names are those of AuthenticateRequestOptions.
  return taken;
}

/** Decides with the options of a client, overridden by those of the call. */
export function authenticateWithClient(
  client: AuthenticatingClient,
  head: RequestHead,
  options: AllOptions,
): Promise<RequestState> {
  return decideWithClient(client, head, callOptions(options));
}

function decideWithClient(
  client: AuthenticatingClient,
  head: RequestHead,
  call: AuthenticateRequestOptions,
): Promise<RequestState> {
  const authenticateHead = client[authenticateHeadKey];
  // A test may have put another function in its place, or a spy before it.
  return authenticateHead && authenticateHead.authenticateRequest === client.authenticateRequest
    ? authenticateHead(head, call)
    : client.authenticateRequest(toRequest(head), call);
}

/** The options that decide, completed from the environment; what only concerns the middleware itself is left out. */
export function readMiddlewareOptions(options: MiddlewareOptions, env: Environment): AllOptions {
  const { clerkClient, debug, frontendApiProxy, ...given } = options;
  return readOptions(given, env);
}

/** @throws {ConfigurationError} `option_invalid` */
function checkProxy(proxy: FrontendApiProxyMiddlewareOptions | undefined, where: string): void {
  if (proxy === undefined) return;
  checkNames(proxy, `${where}: frontendApiProxy`, ['enabled', 'path']);
  const { enabled, path } = proxy;
  const isEnabledGood = typeof enabled === 'boolean' || typeof enabled === 'function';
  if (isEnabledGood && (!path || isProxyPath(path))) return;
  throw new ConfigurationError(
    'option_invalid',
    `${where}: frontendApiProxy must be { enabled: true, false or a function, path: a path that starts with "/" and is written as in a URL }.`,
  );
}

/**
 * Checks the options of a middleware and copies them: which there are is fixed then. What lists and records in them say is read
 * with each request.
 * @param where - the function the options were given to, for messages
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `options_contradictory`
 */
export function takeMiddlewareOptions(options: MiddlewareOptions | undefined, where: string): MiddlewareOptions {
  const taken = takeOptions(options, where, middlewareOptionNames);
  checkProxy(taken.frontendApiProxy, where);
  return taken;
}

/** @throws {ConfigurationError} `option_invalid`: a promise is neither yes nor no, and would count as yes */
function ask(enabled: (url: URL) => unknown, url: URL): boolean {
  const answer = enabled(url);
  if (!isPromise(answer)) return Boolean(answer);
  // Nobody waits for it, and a rejection that nobody takes would end the process.
  Promise.resolve(answer).catch(() => undefined);
  throw new ConfigurationError(
    'option_invalid',
    'frontendApiProxy.enabled gave a promise. Give true or false at once; options that need a promise can be made by a function.',
  );
}

/** The options of the middleware and, where they are absent, those of its client. */
function withClientOptions(options: MiddlewareOptions, env: Environment): AllOptions {
  const given = readMiddlewareOptions(options, env);
  const client = options.clerkClient?.[authenticateHeadKey]?.clientOptions;
  return client ? mergeOptions(client, given) : given;
}

/** How the proxy takes a request. */
interface ProxyVerdict {
  /** Whether the proxy is on for the URL, so that browsers are sent through it. */
  readonly isOn: boolean;
  /** Set if the request is for the Frontend API. */
  readonly call?: ProxyCall;
}

/** The path of the proxy. */
const pathOf = ({ path = '' }: FrontendApiProxyMiddlewareOptions) => stripTrailingSlashes(path) || DEFAULT_PROXY_PATH;

function judgeProxy(head: RequestHead, options: MiddlewareOptions, env: () => Environment): ProxyVerdict {
  const { frontendApiProxy: proxy } = options;
  if (!proxy?.enabled) return { isOn: false };
  const proxyPath = pathOf(proxy);
  const isMatch = matchProxyPath(head, { proxyPath });
  if (!isMatch && proxy.enabled === true) return { isOn: true };
  const complete = withClientOptions(options, env());
  const url = publicUrl(head, publicOrigin(head, trustedHosts(complete)));
  if (proxy.enabled !== true && !ask(proxy.enabled, new URL(url))) return { isOn: false };
  if (!isMatch) return { isOn: true };
  const { publishableKey, secretKey, strict, trustedForwardedHosts, timeoutMs } = complete;
  const fapiUrl = env()['CLERK_FAPI_URL'];
  const settings = { proxyPath, publishableKey, secretKey, strict, trustedForwardedHosts, timeoutMs, fapiUrl };
  const call: ProxyCall = async (message) => {
    const { passOn } = await import('../proxy/clerk-frontend-api-proxy.js');
    return passOn(message, url, settings);
  };
  return { isOn: true, call };
}

const noProxy: ProxyVerdict = { isOn: false };

function withoutProxy(options: MiddlewareOptions): MiddlewareOptions {
  if (!options.frontendApiProxy) return options;
  const { frontendApiProxy, ...others } = options;
  return others;
}

/** Where the proxy is on, browsers are sent through it, unless another one is named. */
function withProxyUrl(given: AllOptions, proxy: FrontendApiProxyMiddlewareOptions | undefined): AllOptions {
  if (!proxy?.enabled || given.proxyUrl) return given;
  return { ...given, proxyUrl: pathOf(proxy) };
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
  return chain(
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
  if (clerkClient) {
    const taken = callOptions(call);
    return (head) => decideWithClient(clerkClient, head, taken);
  }
  const config = createConfig(call);
  return chain(
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
  const prepare = (given: MiddlewareOptions) => authenticateWith(takeMiddlewareOptions(given, where), env());
  const decide = (
    head: RequestHead,
    given: MiddlewareOptions,
    prepared: (isOn: boolean) => MaybePromise<Authenticate>,
  ): MaybePromise<Decision> => {
    const { isOn, call } = given.frontendApiProxy ? judgeProxy(head, given, env) : noProxy;
    if (call) return { kind: 'proxy', call };
    return chain(prepared(isOn), (authenticateHead) => chain(authenticateHead(head), toDecision));
  };
  const decideRequest = typeof options === 'function' ? withSource(options) : withOptions(options);
  return (head, request) =>
    isRepresentable(head) ? decideRequest(head, request) : { kind: 'respond', response: { status: 400, headers: [] } };

  function withOptions(given: MiddlewareOptions) {
    const taken = takeMiddlewareOptions(given, where);
    // Where the proxy is off for a URL, browsers must not be sent through it.
    const withoutIt = memoizeWhileUnchanged(withoutProxy(taken), prepare);
    const withIt = taken.frontendApiProxy ? memoizeWhileUnchanged(taken, prepare) : withoutIt;
    const { publishableKey, secretKey } = readOptions(taken, env());
    // A promise that rejects is reported by the first request.
    if (publishableKey && secretKey) void withIt();
    return (head: RequestHead) => decide(head, taken, (isOn) => (isOn ? withIt() : withoutIt()));
  }

  function withSource(source: Extract<typeof options, (request: Native) => unknown>) {
    const prepareGiven = memoizeByOptions(middlewareOptionNames, prepare);
    return (head: RequestHead, request: Native) =>
      chain(source(request), (given: MiddlewareOptions | undefined) => {
        // The proxy reads its options before the others are prepared.
        const ready = given && !given.frontendApiProxy ? given : takeMiddlewareOptions(given, where);
        return decide(head, ready, (isOn) => prepareGiven(isOn ? ready : withoutProxy(ready)));
      });
  }
}
