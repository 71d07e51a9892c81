import { clerkMiddleware, getAuth } from '@acme/express';

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

app.use(clerkMiddleware(), requireSignedIn);
app.use((err, req, res, next) => {
  if (err.message === 'Unauthenticated') return res.status(401).end();
  if (err.name === 'UnauthorizedError') return res.status(401).end();
  next(err);
});
