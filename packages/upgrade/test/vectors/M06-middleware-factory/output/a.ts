import type { ClerkMiddlewareOptions } from '@acme/express';
import type { RequestHandler } from 'express';
import { clerkMiddleware, createClerkClient, getAuth } from '@acme/express';
import express from 'express';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
};

const app = express();
const clerkClient = createClerkClient({ secretKey: 'x' });
const withAuth = (options: ClerkMiddlewareOptions = {}) => clerkMiddleware({ clerkClient, publishableKey: 'pk', ...options });
app.use(clerkMiddleware({ clerkClient, secretKey: 'x', audience: 'a' }));
app.get('/a', clerkMiddleware({ clerkClient }), requireSignedIn, (_req, res) => res.end());
app.get('/b', withAuth({ audience: 'b' }), (_req, res) => res.end());
