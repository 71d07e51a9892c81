import { clerkClient, clerkMiddleware, getAuth } from '@acme/express';
import { admin } from './admin.js';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

app.use('/admin', clerkMiddleware(), requireSignedIn, admin);
export const guard = clerkClient.expressRequireAuth;
