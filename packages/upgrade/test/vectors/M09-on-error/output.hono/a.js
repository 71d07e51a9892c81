import { clerkMiddleware, getAuth } from '@acme/hono';
import express from 'express';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const app = express();
app.use(
  '*', clerkMiddleware({
    authorizedParties: ['https://example.com'],
  }),
);
app.get('/a', clerkMiddleware(), requireSignedIn, (req, res) => res.end());
