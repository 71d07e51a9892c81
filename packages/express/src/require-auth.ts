import { assertCalled, checkSignInUrl, createGuard, readOptions, type Guard } from '@acme/backend/adapter';
import type { NodeMiddleware } from '@acme/backend/node-http';
import { clerkMiddleware, type ClerkMiddlewareOptions } from './clerk-middleware.js';
import { carryOut } from './protect.js';

/** The page of the options, else of the environment; read late, because the environment may be completed after the routes are made. */
function findSignInUrl(options: ClerkMiddlewareOptions): string {
  return readOptions(options, process.env).signInUrl || '/';
}

/** The same guard as long as the page is the same. */
function guardOf(signInUrl: () => string): Guard {
  let known: { readonly url: string; readonly guard: Guard } | undefined;
  return (state, head) => {
    const url = signInUrl();
    if (known?.url !== url) known = { url, guard: createGuard({ signInUrl: url }, 'requireAuth') };
    return known.guard(state, head);
  };
}

/**
 * Lets only signed-in people through: page navigations are redirected to the sign-in page, other requests get 401, and 503 if
 * the session could not be checked. Works alone or after `clerkMiddleware()`. Machine tokens do not count. CORS preflights pass, past
 * the handlers of the guarded route, to a CORS middleware that comes later.
 * @param given - `signInUrl`: where to redirect, an http(s) URL or a path; default CLERK_SIGN_IN_URL, else `/`
 * @throws {ConfigurationError} as `clerkMiddleware`
 * @see {@link https://clerk.com/docs/reference/express/require-auth | requireAuth()}
 * @example
 * app.get('/profile', requireAuth({ signInUrl: '/sign-in' }), handler);
 */
export function requireAuth(...given: readonly [options?: ClerkMiddlewareOptions]): NodeMiddleware {
  assertCalled(given, 'requireAuth', "app.get('/', requireAuth(), handler)");
  const [options = {}] = given;
  const authenticate = clerkMiddleware(options);
  if (options.signInUrl) checkSignInUrl(options.signInUrl, 'requireAuth');
  const guard = guardOf(() => findSignInUrl(options));
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => {
      if (error) return next(error);
      carryOut(guard, req, res, next);
    });
}
