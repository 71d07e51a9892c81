import type { ClerkMiddlewareOptions } from '@acme/express';
import { clerkClient, clerkMiddleware, getAuth } from '@acme/express';
import type { RequestHandler } from 'express';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
};

/** Creates a middleware that authenticates a request, and answers 401 to whoever is not signed in. */
const signedInOnly = (options?: ClerkMiddlewareOptions): RequestHandler => {
  const authenticate = clerkMiddleware(options);
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => (error ? next(error) : requireSignedIn(req, res, next)));
};

export const requireUser: RequestHandler = signedInOnly({ authorizedParties: ['https://example.com'] });
export default signedInOnly();
export const requireAdmin = (options: ClerkMiddlewareOptions = {}) => signedInOnly({ clerkClient, audience: 'admin', ...options });
export const once = signedInOnly({ clerkClient, audience: 'one' });
export const byName = { user: signedInOnly(), list: [signedInOnly()] };
export function guardFor(path: string): RequestHandler {
  return path === '/public' ? (_req, _res, next) => next() : signedInOnly();
}
