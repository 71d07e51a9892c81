import { clerkMiddleware, getAuth } from '@acme/hono';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

app.use('/api/*', clerkMiddleware(), requireSignedIn);
