const { clerkClient, clerkMiddleware, getAuth } = require('@acme/express');

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

app.get('/a', clerkMiddleware(), requireSignedIn, async (req, res) => res.json(await clerkClient.users.getUser(getAuth(req).userId)));
