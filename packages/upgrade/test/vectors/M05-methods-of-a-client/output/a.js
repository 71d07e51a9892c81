import { clerkMiddleware, createClerkClient, getAuth } from '@acme/express';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

const clerk = createClerkClient({ secretKey: 'x' });
app.use(clerkMiddleware({ clerkClient: clerk }));
app.get('/a', clerkMiddleware({ clerkClient: clerk, audience: 'a' }), requireSignedIn, (req, res) => res.end());
app.get('/b', clerkMiddleware({ clerkClient: clerk, ...options }), (req, res) => res.end());
other.use(clerkMiddleware());
