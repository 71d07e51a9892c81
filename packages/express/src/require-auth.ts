import { isPageNavigation, readOptions } from '@acme/backend/adapter';
import { nodeHead } from '@acme/backend/node-http';
import type { Request, RequestHandler, Response } from 'express';
import { clerkMiddleware, type ClerkMiddlewareOptions } from './clerk-middleware.js';
import { getAuth, stateOf } from './request-state.js';

/** Whether the target is this very page: sending the browser there would never end. */
function isSamePage(req: Request, target: string): boolean {
  const base = `${req.protocol}://${req.get('host') ?? 'localhost'}`;
  if (!URL.canParse(target, base)) return false;
  const { origin, pathname } = new URL(target, base);
  return origin === new URL(base).origin && pathname === req.originalUrl.split('?', 1)[0];
}

function refuse(req: Request, res: Response, signInUrl: string): void {
  const unavailability = stateOf(req)?.unavailability;
  if (unavailability) {
    res.status(503).set('Retry-After', String(unavailability.retryAfterSeconds)).json({ error: 'Service Unavailable' });
  } else if (isPageNavigation(nodeHead(req)) && !isSamePage(req, signInUrl)) {
    res.redirect(signInUrl);
  } else {
    res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Unauthorized' });
  }
}

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
      if (getAuth(req).isAuthenticated) return next();
      refuse(req, res, readOptions(options, process.env).signInUrl || '/');
    });
}
