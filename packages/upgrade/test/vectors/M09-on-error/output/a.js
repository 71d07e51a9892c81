import { clerkMiddleware, getAuth } from '@acme/express';
import express from 'express';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

const app = express();
app.use(
  clerkMiddleware({
    authorizedParties: ['https://example.com'],
  }),
);
app.get('/a', clerkMiddleware(), requireSignedIn, (req, res) => res.end());
