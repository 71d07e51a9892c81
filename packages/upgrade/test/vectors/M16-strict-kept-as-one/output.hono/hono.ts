import type { MiddlewareHandler } from 'hono';
import { clerkMiddleware, getAuth } from '@acme/hono';
import { every } from 'hono/combine';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
};
export const requireUser = every(clerkMiddleware({ audience: 'a' }), requireSignedIn);
