import { clerkMiddleware, getAuth } from '@acme/express';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

app.get('/a', clerkMiddleware(), requireSignedIn, (req, res) => res.end());
app.get('/b', clerkMiddleware({ audience: 'x' }), requireSignedIn, (req, res) => res.end());
