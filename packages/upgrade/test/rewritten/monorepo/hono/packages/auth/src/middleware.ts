import { clerkMiddleware, getAuth } from '@acme/hono';
import type { MiddlewareHandler } from 'hono';
import { clerk } from './client.js';

export const withUser = clerkMiddleware();

/** Runs after `withUser`. */
export const requireUser: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
};

/** Runs after `requireUser`. */
export const requireAda: MiddlewareHandler = async (c, next) => {
  const user = await clerk.users.getUser(getAuth(c, { guarded: true }).userId);
  if (user.firstName !== 'Ada') return c.json({ error: 'Only Ada' }, 403);
  await next();
};
