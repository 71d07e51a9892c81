const { clerkMiddleware, getAuth } = require('@acme/express');

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

/** Creates a middleware that authenticates a request, and answers 401 to whoever is not signed in. */
function signedInOnly(options) {
  const authenticate = clerkMiddleware(options);
  return (req, res, next) =>
    authenticate(req, res, (error) => (error ? next(error) : requireSignedIn(req, res, next)));
}
module.exports = signedInOnly();
