import type { RequestHandler } from 'express';
import { clerkMiddleware, getAuth } from '@acme/express';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
};

app.get('/a', clerkMiddleware(), requireSignedIn, (req: Request, res) => res.json(getAuth(req).sessionClaims?.role));
