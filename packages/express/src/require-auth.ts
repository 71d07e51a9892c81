import { assertCalled, checkSignInUrl, createGuard, readOptions, type Guard } from '@acme/backend/adapter';
import type { NodeMiddleware } from '@acme/backend/node-http';
import { clerkMiddleware, type ClerkMiddlewareOptions } from './clerk-middleware.js';
import { authenticateThenGuard } from './protect.js';

/**
 * Lets only signed-in people through: page navigations are redirected to the sign-in page, other requests get 401, and 503 if
 * the session could not be checked. Works alone or after `clerkMiddleware()`. Machine tokens do not count. CORS preflights skip the
 * handlers of the guarded route and reach a CORS middleware that comes later.
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
  const guard = guardWithCurrentPage(options);
  return (req, res, next) => authenticateThenGuard(authenticate, guard, req, res, next);
}

/** Reads the sign-in page with each request, because the environment may be completed after the routes are made. */
function guardWithCurrentPage(options: ClerkMiddlewareOptions): Guard {
  let known: { readonly signInUrl: string; readonly guard: Guard } | undefined;
  return (state, head) => {
    const signInUrl = readOptions(options, process.env).signInUrl || '/';
    if (known?.signInUrl !== signInUrl) known = { signInUrl, guard: createGuard({ signInUrl }, 'requireAuth') };
    return known.guard(state, head);
  };
}
