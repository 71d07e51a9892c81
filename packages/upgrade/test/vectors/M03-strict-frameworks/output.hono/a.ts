import type { MiddlewareHandler } from 'hono';
import { clerkMiddleware, getAuth } from '@acme/hono';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
};

const app = fastify();
app.use('*', clerkMiddleware(), requireSignedIn);
app.get('/me', requireSignedIn, async (request, reply) => reply.send(getAuth(request).userId));
