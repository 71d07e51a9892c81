import type { MiddlewareHandler } from 'hono';
import { clerkMiddleware, getAuth } from '@acme/hono';
import { createClerkClient } from '@acme/backend';
import { every } from 'hono/combine';
import { createClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';
import type { RequestHandler } from 'express';

const clerkClient = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
};

export const requireUser: RequestHandler = every(clerkMiddleware({ authorizedParties: ['https://example.com'] }), requireSignedIn);
export default every(clerkMiddleware(), requireSignedIn);
export const requireAdmin = createClerkExpressRequireAuth({ clerkClient, audience: 'admin' });
export const once = createClerkExpressRequireAuth({ clerkClient })({ audience: 'one' });
export const byName = { user: every(clerkMiddleware(), requireSignedIn), list: [every(clerkMiddleware(), requireSignedIn)] };
export function guardFor(path: string): RequestHandler {
  return path === '/public' ? (_req, _res, next) => next() : every(clerkMiddleware(), requireSignedIn);
}
