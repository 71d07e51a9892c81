import {
  assertCalled,
  checkSignInUrl,
  createGuard,
  createRouteGuard,
  readOptions,
  rememberEnvironment,
  type Guard,
  type GuardOptions,
  type Verdict,
} from '@acme/backend/adapter';
import { carryOutVerdict, nodeHead, type NodeMiddleware } from '@acme/backend/node-http';
import type { Request } from 'express';
import type { ClerkMiddlewareOptions } from './clerk-middleware-options.js';
import { clerkMiddleware } from './clerk-middleware.js';
import { requestStates } from './get-auth.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are redirected to sign-in where `signInUrl` is given;
 * `refusalPage` gives the page that others see. Works alone or after `clerkMiddleware()`.
 * CORS preflights skip the handlers of the guarded route and reach a CORS middleware that comes later.
 * Mistakes in the environment are reported by the requests that need it.
 * @param given - what the route requires; all of it must hold. Default: somebody who is signed in
 * @throws {ConfigurationError} for unknown members and unusable values, `undefined` among them; `middleware_not_called`
 * @example
 * app.delete('/posts/:id', protect({ permission: 'org:posts:delete' }), handler);
 * app.post('/jobs', protect({ token: ['api_key', 'm2m_token'] }), handler);
 */
export function protect(...given: readonly [options?: GuardOptions]): NodeMiddleware {
  const guard = createRouteGuard(given, "app.get('/', protect(), handler)");
  // A function is called late: after `clerkMiddleware(options)` the environment alone need not be enough.
  const authenticate = clerkMiddleware(() => ({}));
  return authenticateThenGuard(authenticate, guard);
}

/** What `requireAuth` takes: the options of the middleware, and how a guard answers. */
export interface RequireAuthOptions extends Omit<ClerkMiddlewareOptions, 'signInUrl'> {
  /** Where page navigations of people who are not signed in are redirected. Default: CLERK_SIGN_IN_URL, else `/`. */
  readonly signInUrl?: GuardOptions['signInUrl'] | undefined;
  /** The page, as HTML, for people who open a page and are refused. */
  readonly refusalPage?: GuardOptions['refusalPage'] | undefined;
}

/**
 * Guards a route as `protect()` does, but only for people: machine tokens do not count. Page navigations are redirected to the sign-in page,
 * other requests get 401, and 503 if the session could not be checked.
 * @param given - `signInUrl`: where to redirect, an http(s) URL, a path, or a function of the request; default CLERK_SIGN_IN_URL, else `/`
 * @throws {ConfigurationError} as `clerkMiddleware`
 * @see {@link https://clerk.com/docs/reference/express/require-auth | requireAuth()}
 * @example
 * app.get('/profile', requireAuth({ signInUrl: '/sign-in' }), handler);
 */
export function requireAuth(...given: readonly [options?: RequireAuthOptions]): NodeMiddleware {
  assertCalled(given, 'requireAuth', "app.get('/', requireAuth(), handler)");
  const [all = {}] = given;
  const options = isForMiddleware(all) ? all : withoutAnswers(all);
  const authenticate = clerkMiddleware(options);
  const { signInUrl, refusalPage } = all;
  if (signInUrl && typeof signInUrl !== 'function') checkSignInUrl(signInUrl, 'requireAuth');
  const page = refusalPage && { refusalPage };
  // The environment may be completed after the routes are made.
  const guardOf = rememberEnvironment((env) => {
    const address = typeof signInUrl === 'function' ? signInUrl : readOptions(options, env).signInUrl || '/';
    return createGuard({ signInUrl: address, ...page }, 'requireAuth');
  });
  return authenticateThenGuard(authenticate, (state, head) => guardOf(process.env)(state, head));
}

/** Whether the middleware knows all of the options. What is no object is for it to refuse. */
function isForMiddleware(options: RequireAuthOptions): options is ClerkMiddlewareOptions {
  const isObject = Object(options) === options;
  return !isObject || (typeof options.signInUrl !== 'function' && !('refusalPage' in options));
}

/** The options for the middleware, which has one address for all requests. */
function withoutAnswers({ refusalPage: _page, signInUrl, ...rest }: RequireAuthOptions): ClerkMiddlewareOptions {
  return typeof signInUrl === 'string' ? { ...rest, signInUrl } : rest;
}

function authenticateThenGuard(authenticate: NodeMiddleware, guard: Guard): NodeMiddleware {
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => {
      if (error) return next(error);
      let verdict: Verdict;
      try {
        verdict = guard(requestStates.require(req), nodeHead(req, (req as Request).originalUrl));
      } catch (fault) {
        return next(fault);
      }
      carryOutVerdict(verdict, res);
      if (verdict.kind === 'pass') next();
      // In a route this skips its other handlers; elsewhere it is the same as next().
      if (verdict.kind === 'preflight') next('route');
    });
}
