import { readOptions } from '@acme/backend/adapter';
import type { RequestHandler } from 'express';
import { clerkMiddleware, type ClerkMiddlewareOptions } from './clerk-middleware.js';
import { protect } from './protect.js';

/**
 * Lets only signed-in people through: page navigations are redirected to the sign-in page, other requests get 401, and 503 if
 * the session could not be checked. Works alone or after `clerkMiddleware()`. Machine tokens do not count.
 * @param options - `signInUrl`: where to redirect; default CLERK_SIGN_IN_URL, else `/`
 * @throws {ConfigurationError} as `clerkMiddleware`
 * @see {@link https://clerk.com/docs/reference/express/require-auth | requireAuth()}
 * @example
 * app.get('/profile', requireAuth({ signInUrl: '/sign-in' }), handler);
 */
export function requireAuth(options: ClerkMiddlewareOptions = {}): RequestHandler {
  const authenticate = clerkMiddleware(options);
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => {
      if (error) return next(error);
      // Read now: the environment may be completed after the routes are made.
      const signInUrl = readOptions(options, process.env).signInUrl || '/';
      return protect({ signInUrl })(req, res, next) as void;
    });
}
