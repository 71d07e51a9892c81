import { clerkMiddleware, getAuth } from '@acme/hono';
import { createClerkClient } from '@acme/backend';
import express from 'express';

const clerkClient = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const app = express();
app.use('*', clerkMiddleware());
app.get('/me', requireSignedIn, async (req, res) => res.json(await clerkClient.users.getUser(getAuth(req).userId)));
