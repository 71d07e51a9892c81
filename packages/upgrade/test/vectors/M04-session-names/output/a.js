import { clerkClient, clerkMiddleware, getAuth } from '@acme/express';
import express from 'express';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

const app = express();
app.use(clerkMiddleware());
app.get('/me', requireSignedIn, async (req, res) => res.json(await clerkClient.users.getUser(getAuth(req).userId)));
