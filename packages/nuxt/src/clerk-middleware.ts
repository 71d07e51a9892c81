import {
  ConfigurationError,
  createAuthenticator,
  isPromise,
  isTargetedCacheControl,
  readOptions,
  takeMiddlewareOptions,
  type Decision,
  type HeaderList,
} from '@acme/backend/adapter';
import { splitBrowserOptions, type FullStackOptions } from '@acme/backend/full-stack';
import { carryOutDecision } from '@acme/backend/node-http';
import { eventHandler, type EventHandler, type H3Event } from 'h3';
import { beforeBody } from './before-body.js';
import { environment } from './environment.js';
import { setContext } from './set-context.js';
import { headOf } from './head-of.js';
import { isKeptByPlatform } from './is-for-everybody.js';
import { keptBody } from './kept-body.js';
import { requestStates, setOptions, setSource, sourceOf } from './request-states.js';
import { withRenewedCookies } from './with-renewed-cookies.js';

/** Options of `clerkMiddleware`; an absent one is taken from its environment variable, the runtime configuration or a binding. */
export type ClerkMiddlewareOptions = FullStackOptions;

/** The options, or a function that makes them for each request. */
export type ClerkMiddlewareOptionsSource =
  ClerkMiddlewareOptions | ((event: H3Event) => ClerkMiddlewareOptions | Promise<ClerkMiddlewareOptions>);

/** Runs for each request that has been authenticated. What it returns is ignored; it refuses a request by throwing, as `protect(event)` does. */
export type ClerkMiddlewareHandler = (event: H3Event) => unknown;

/** Sends a streamed answer with this `Cache-Control` on a serverless platform, too. */
function keepStreamPrivate({ node: { res } }: H3Event, headers: HeaderList): void {
  const value = headers.find(([name]) => name === 'cache-control')?.[1];
  if (value === undefined) return;
  beforeBody(res, (body) => {
    if (res.headersSent) return body;
    for (const name of res.getHeaderNames()) if (isTargetedCacheControl(name)) res.removeHeader(name);
    res.setHeader('cache-control', value);
    return body;
  });
}

/** While a page is rendered, its calls of the application's own API have the headers of the page's request. They find the renewed session. */
function renewCookies(event: H3Event, headers: HeaderList): void {
  if (!headers.some(([name]) => name === 'set-cookie')) return;
  const cookie = withRenewedCookies(event.node.req.headers.cookie ?? '', headers);
  event.node.req.headers.cookie = cookie;
  // h3 may have copied the headers.
  event.headers.set('cookie', cookie);
}

/** Carries out a decision. @returns whether the request goes on */
async function carryOut(event: H3Event, decision: Decision): Promise<boolean> {
  if (decision.kind === 'continue') {
    setOptions(event.context, decision.options);
    renewCookies(event, decision.headers);
    keepStreamPrivate(event, decision.headers);
  }
  const { req, res } = event.node;
  if (decision.kind === 'proxy') Object.assign(req, { rawBody: await keptBody(event) });
  return carryOutDecision(decision, req, res, (_, state) => setContext(event, state));
}

/** The options of the first registration count. @throws {ConfigurationError} `option_invalid`: a later one has others */
function requireSameOptions(event: H3Event, source: ClerkMiddlewareOptionsSource): void {
  const hasOptions = typeof source === 'function' || Object.keys(source).length > 0;
  if (!hasOptions || sourceOf(event.context) === source) return;
  throw new ConfigurationError(
    'option_invalid',
    'The options of this clerkMiddleware() do not count: another one has decided the request. If that is the one of the module, set clerk: { skipServerMiddleware: true } in nuxt.config.ts; otherwise give options to the first one only.',
  );
}

function create(handler: ClerkMiddlewareHandler | undefined, source: ClerkMiddlewareOptionsSource): EventHandler {
  const { options } = splitBrowserOptions(source);
  const taken = typeof options === 'function' ? options : takeMiddlewareOptions(options, 'clerkMiddleware');
  // Keys that cannot be used are reported when the server starts; missing ones may come later.
  if (typeof taken !== 'function') readOptions(taken, environment());
  // Nitro loads handlers before the runtime configuration is stored.
  let authenticator: ReturnType<typeof createAuthenticator<H3Event>> | undefined;
  return eventHandler(async (event): Promise<void> => {
    if (isKeptByPlatform(event.context)) {
      // A redirect, a cookie or the name of a person in it would go to everybody.
      setContext(event, undefined);
    } else if (!requestStates.state(event.context)) {
      setSource(event.context, source);
      authenticator ??= createAuthenticator(taken, { where: 'clerkMiddleware', env: environment });
      const decision = authenticator(headOf(event), event);
      if (!(await carryOut(event, isPromise(decision) ? await decision : decision))) return;
    } else requireSameOptions(event, source);
    await handler?.(event);
  });
}

/**
 * Authenticates each request and stores the result for `event.context.auth()` and `protect(event)`. Browsers are redirected where the session
 * must be looked up first (handshake); nobody is refused here. The module registers it, unless its option `skipServerMiddleware` is set. The first registration
 * wins; later ones only run their handler, and must not have other options.
 * @param handler - runs for each request
 * @param options - or a function that makes them for each request
 * @throws {ConfigurationError} for unknown or unusable options; when a request comes, for missing or malformed keys, and for options of a later
 *   registration
 * @see {@link https://clerk.com/docs/reference/nuxt/clerk-middleware | clerkMiddleware()}
 * @example
 * // server/middleware/clerk.ts
 * export default clerkMiddleware((event) => {
 *   if (isAdmin(event)) protect(event, { role: 'org:admin' }); // isAdmin: createRouteMatcher('/admin(.*)')
 * });
 */
export function clerkMiddleware(handler: ClerkMiddlewareHandler, options?: ClerkMiddlewareOptionsSource): EventHandler;
export function clerkMiddleware(options?: ClerkMiddlewareOptions): EventHandler;
export function clerkMiddleware(
  first: ClerkMiddlewareHandler | ClerkMiddlewareOptions = {},
  second: ClerkMiddlewareOptionsSource = {},
): EventHandler {
  return typeof first === 'function' ? create(first, second) : create(undefined, first);
}
