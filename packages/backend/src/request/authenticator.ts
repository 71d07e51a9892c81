import { rememberLast } from '../remember-last.js';
import { checkOptions, readOptions, type AllOptions, type Environment } from '../options.js';
import { authenticate, type AuthenticateHead, type AuthenticateRequest } from './authenticate-request.js';
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
  | { readonly kind: 'respond'; readonly response: DecidedResponse };

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
}

/** Options that are the same for every request, or made for each. */
export type MiddlewareOptionsSource<Native> =
  MiddlewareOptions | ((request: Native) => MiddlewareOptions | Promise<MiddlewareOptions>);

const ownNames = ['clerkClient', 'debug'] as const;

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
  const { clerkClient, debug, ...given } = options;
  return readOptions(given, env);
}

type Authenticate = (head: RequestHead) => Promise<RequestState>;

/** Middlewares accept every kind of token; which kind a handler wants is asked when it looks. */
function authenticateWith(options: MiddlewareOptions, env: Environment): Authenticate | Promise<Authenticate> {
  const { clerkClient } = options;
  const call: AllOptions = { ...readMiddlewareOptions(options, env), acceptsToken: 'any' };
  if (clerkClient) return (head) => authenticateWithClient(clerkClient, head, call);
  const config = createConfig(call);
  return config instanceof Promise
    ? config.then((ready) => (head: RequestHead) => authenticate(head, ready))
    : (head) => authenticate(head, config);
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
 * otherwise with the first request, because the environment may be completed after the middleware is made.
 * @param where - the function that was called with the options, for messages
 * @param env - gives the environment variables, when they are needed
 * @throws {ConfigurationError} for unknown or unusable options, and malformed keys
 */
export function createAuthenticator<Native>(
  options: MiddlewareOptionsSource<Native>,
  { where, env }: { readonly where: string; readonly env: () => Environment },
): (head: RequestHead, request: Native) => Promise<Decision> {
  const prepare = rememberLast((given: MiddlewareOptions) => {
    checkOptions(given, where, ownNames);
    return authenticateWith(given, env());
  });
  if (typeof options !== 'function') {
    checkOptions(options, where, ownNames);
    const { publishableKey, secretKey } = readOptions(options, env());
    // A promise that rejects is reported by the first request.
    if (publishableKey && secretKey) void prepare(options);
  }
  return async (head, request) => {
    if (!isRepresentable(head)) return { kind: 'respond', response: { status: 400, headers: [] } };
    const given = typeof options === 'function' ? await options(request) : options;
    const prepared = prepare(given);
    const authenticateHead = prepared instanceof Promise ? await prepared : prepared;
    return toDecision(await authenticateHead(head));
  };
}
