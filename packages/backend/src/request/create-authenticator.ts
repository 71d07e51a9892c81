import { isPromise, chain, type MaybePromise } from '../maybe-promise.js';
import { memoizeByOptions, memoizeWhileUnchanged } from '../memoize-by-options.js';
import { readOptions, type AllOptions, type Environment } from '../options.js';
import { requirePublishableKey } from '../publishable-key.js';
import { callOptions, decideWithClient } from './authenticating-client.js';
import { createConfig, type Config } from './config.js';
import { decideRequest } from './decide-request.js';
import {
  middlewareOptionNames,
  readMiddlewareOptions,
  takeMiddlewareOptions,
  withoutProxy,
  withProxyUrl,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
} from './middleware-options.js';
import type { RequestHead } from './request-head.js';
import type { HeaderList, RequestState, SignedInState, SignedOutState } from './request-state.js';
import { routeToProxy, type ProxyCall } from './route-to-proxy.js';
import { headerList } from './state.js';

/** An answer that must be sent instead of the application's own. */
export interface DecidedResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body?: string;
}

/** What to do with a request. */
export type Decision =
  /**
   * Pass it on to the application with the state, and add the headers to its answer. A `Cache-Control` among them replaces the
   * application's: the answer sets cookies of one person.
   */
  | {
      readonly kind: 'continue';
      readonly state: SignedInState | SignedOutState;
      readonly headers: HeaderList;
      /** The options with which it was decided, completed from the environment; the same object for requests with the same options. */
      readonly options: MiddlewareOptions;
    }
  /** Answer at once. */
  | { readonly kind: 'respond'; readonly response: DecidedResponse }
  /** The request is for the Frontend API: pass it on, body and all, and its answer back. */
  | { readonly kind: 'proxy'; readonly call: ProxyCall };

/** Methods that no Fetch API request can have. @see {@link https://fetch.spec.whatwg.org/#methods | Fetch: forbidden methods} */
const forbiddenMethods: ReadonlySet<string> = new Set(['TRACE', 'TRACK', 'CONNECT']);

/** What the URL of a Node.js request begins with, whatever its host is. */
const standIns = { plain: 'http://localhost/', encrypted: 'https://localhost/' } as const;

const isSlash = (character: string | undefined) => character === '/' || character === '\\';

/** Fast path: a name. Excludes numbers, which may be a malformed address, and punycode. */
const plainHost = /^(?!.*xn--)(?:[a-z\d-]+\.)*[a-z][a-z\d-]*(?::\d{1,4})?$/i;
/** Everything a host with its port may consist of. @see RFC 3986 section 3.2.2 */
const hostCharacters = /^[\w.~!$&'()*+,;=%:[\]-]+$/;

/** Most requests of a server name the same host. */
// Stryker disable next-line StringLiteral: no request has the host that the change names.
let lastGoodHost = '';

/** Whether a text is a host, with or without port, and nothing else: no user, path or white space. @see RFC 9110 section 7.2 */
function isHost(text: string): boolean {
  const isGood = plainHost.test(text) || (hostCharacters.test(text) && URL.canParse(`http://${text}`));
  if (isGood) lastGoodHost = text;
  return isGood;
}

/** Whether a URL names a path of this server, and cannot be read as one of another server. */
function isRepresentableUrl(url: string): boolean {
  if (!/^https?:\/\/./i.test(url)) return false;
  const start = url.indexOf('://') + 3;
  const path = url.indexOf('/', start);
  if (isSlash(url[path + 1])) return false;
  // Stryker disable next-line EqualityOperator: no URL begins with its path.
  const authority = path < 0 ? url.slice(start) : url.slice(start, path);
  // A query may follow the host at once.
  // Stryker disable next-line StringLiteral: to split a text gives at least one part.
  return isHost(authority) || isHost(authority.split(/[?#]/, 1)[0] ?? '');
}

/** Whether a URL can be made of the target and the host of a request without losing or moving a part of them. */
function isRepresentable(head: RequestHead): boolean {
  const { method, url } = head;
  if (forbiddenMethods.has(method)) return false;
  // Stryker disable next-line MethodExpression: to check the URL takes longer, with the same result.
  const standIn = url.startsWith(standIns.plain) ? standIns.plain : standIns.encrypted;
  const next = url[standIn.length];
  const isPlainPath = next !== '/' && next !== '\\' && url.startsWith(standIn);
  if (!isPlainPath && !isRepresentableUrl(url)) return false;
  const host = head.header('host');
  // Stryker disable next-line ConditionalExpression: to check the host again takes longer, and says the same.
  if (host === lastGoodHost) return true;
  return !host || isHost(host);
}

const notRepresentable: Decision = { kind: 'respond', response: { status: 400, headers: [] } };

/** Decides requests with options that have been prepared. */
type DecideHead = (head: RequestHead) => MaybePromise<RequestState>;

/** A set of options, prepared for decisions: with `config` alone, as nearly all requests are decided, or by a function. */
type Prepared = { readonly options: MiddlewareOptions } & (
  | { readonly config: Config; readonly decideHead?: undefined }
  | { readonly config?: undefined; readonly decideHead: DecideHead }
);

/**
 * The part of a request that can be decided without a publishable key: the `Authorization` header.
 * @throws {ConfigurationError} `publishable_key_missing`: the request has only cookies, and counting it as signed out would be wrong
 */
function withoutCookies(head: RequestHead): RequestHead {
  if (!head.header('authorization') && /(?:^|;\s*)__session/.test(head.header('cookie') ?? ''))
    requirePublishableKey('');
  const header = (name: string) => (name === 'authorization' || name === 'host' ? head.header(name) : undefined);
  // Stryker disable next-line ArrowFunction,ArrayDeclaration: the headers are read only where cookies count.
  return { method: head.method, url: head.url, header, headers: () => [] };
}

/**
 * Prepares decisions with the options of a middleware. It accepts tokens of every type; which types a handler accepts is decided by
 * `getAuth`. With `jwtKey` and without a secret key only session tokens are verified, for which no other key is needed.
 */
function prepareDecision(
  given: MiddlewareOptions,
  env: Environment,
  defersMachineTokens = false,
): MaybePromise<Prepared> {
  const { clerkClient } = given;
  const complete = withProxyUrl(readMiddlewareOptions(given, env), given.frontendApiProxy);
  const options: MiddlewareOptions = { ...given, ...complete };
  if (clerkClient) {
    const call = callOptions({ ...complete, acceptsToken: 'any' });
    return { options, decideHead: (head) => decideWithClient(clerkClient, head, call) };
  }
  const isStateless = Boolean(complete.jwtKey) && !complete.secretKey;
  const acceptsToken: AllOptions['acceptsToken'] = isStateless ? 'session_token' : 'any';
  const isForHeaderOnly = isStateless && !complete.publishableKey;
  return chain(createConfig({ ...complete, acceptsToken }, undefined, isStateless), (created): Prepared => {
    const config = defersMachineTokens ? { ...created, defersMachineTokens } : created;
    if (isForHeaderOnly) return { options, decideHead: (head) => decideRequest(withoutCookies(head), config) };
    return { options, config };
  });
}

/** The headers that the application's answer gets. No shared cache may keep an answer that sets cookies. */
function headersToAdd(headers: HeaderList): HeaderList {
  const setsCookies = headers.some(([name]) => name === 'set-cookie');
  return setsCookies ? [...headers, ['cache-control', 'private, no-store']] : headers;
}

function toDecision(state: RequestState, options: MiddlewareOptions): Decision {
  const headers = headerList(state);
  const redirects = headers.some(([name]) => name === 'location');
  // A redirect would lose the result of the handshake; the browser can try again with the same URL.
  if (state.unavailable && state.status === 'signed-out' && redirects)
    return { kind: 'continue', state, headers: [], options };
  if (state.status === 'handshake' || redirects) return { kind: 'respond', response: { status: 307, headers } };
  // Stryker disable next-line EqualityOperator,ConditionalExpression: without headers the rest takes longer, and gives the same.
  return { kind: 'continue', state, headers: headers.length > 0 ? headersToAdd(headers) : headers, options };
}

function decideWith(prepared: MaybePromise<Prepared>, head: RequestHead): MaybePromise<Decision> {
  if (isPromise(prepared)) return prepared.then((ready) => decideWith(ready, head));
  const { config, decideHead, options } = prepared;
  const state = config ? decideRequest(head, config) : decideHead(head);
  return isPromise(state)
    ? Promise.resolve(state).then((later) => toDecision(later, options))
    : toDecision(state, options);
}

type Prepare = (options: MiddlewareOptions) => MaybePromise<Prepared>;

/** The decision with options that are the same for every request. */
function decideWithOptions(taken: MiddlewareOptions, env: () => Environment, prepare: Prepare) {
  const preparedWithoutProxy = memoizeWhileUnchanged(withoutProxy(taken), prepare);
  const prepared = taken.frontendApiProxy ? memoizeWhileUnchanged(taken, prepare) : preparedWithoutProxy;
  const { publishableKey, secretKey } = readOptions(taken, env());
  // A promise that rejects is reported by the first request.
  if (publishableKey && secretKey) void prepared();
  return (head: RequestHead): MaybePromise<Decision> => {
    if (!isRepresentable(head)) return notRepresentable;
    // Stryker disable next-line ConditionalExpression: without a proxy the rest takes longer, and does the same.
    if (!taken.frontendApiProxy) return decideWith(prepared(), head);
    const { isOn, call } = routeToProxy(head, taken, env);
    return call ? { kind: 'proxy', call } : decideWith(isOn ? prepared() : preparedWithoutProxy(), head);
  };
}

/** How {@link createAuthenticator} decides. */
export interface AuthenticatorSettings {
  /** The function that was called with the options, for messages. */
  readonly where: string;
  /** Gives the environment variables, when they are needed. */
  readonly env: () => Environment;
  /**
   * Passes on the token of a machine unverified, because only the route knows whether it accepts one: the state is then one of
   * `deferredTokenOf`. A client among the options verifies all the same. Default false.
   */
  readonly defersMachineTokens?: boolean | undefined;
}

/**
 * Creates the decision that an adapter carries out. Options are checked at once, and so are the keys if they are all there;
 * otherwise with the first request, because the environment may be completed after the middleware is created. Most requests are
 * decided at once, without a promise; a mistake in the options is then thrown, otherwise it rejects.
 * @throws {ConfigurationError} for unknown or unusable options, and malformed keys
 */
export function createAuthenticator<Native>(
  options: MiddlewareOptionsSource<Native>,
  { where, env, defersMachineTokens }: AuthenticatorSettings,
): (head: RequestHead, request: Native) => MaybePromise<Decision> {
  const prepare: Prepare = (given) => prepareDecision(takeMiddlewareOptions(given, where), env(), defersMachineTokens);
  if (typeof options !== 'function') return decideWithOptions(takeMiddlewareOptions(options, where), env, prepare);
  const prepareGiven = memoizeByOptions(middlewareOptionNames, prepare);
  const decide = (head: RequestHead, given: MiddlewareOptions | undefined): MaybePromise<Decision> => {
    // Stryker disable next-line ConditionalExpression,LogicalOperator: without a proxy the rest takes longer, and does the same.
    if (given && !given.frontendApiProxy) return decideWith(prepareGiven(given), head);
    // The proxy reads its options before the others are prepared.
    const taken = takeMiddlewareOptions(given, where);
    const { isOn, call } = routeToProxy(head, taken, env);
    return call ? { kind: 'proxy', call } : decideWith(prepareGiven(isOn ? taken : withoutProxy(taken)), head);
  };
  return (head, request) =>
    isRepresentable(head)
      ? chain(options(request), (given: MiddlewareOptions | undefined) => decide(head, given))
      : notRepresentable;
}
