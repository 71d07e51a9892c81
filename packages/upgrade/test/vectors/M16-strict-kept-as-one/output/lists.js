const { clerkMiddleware, getAuth } = require('@acme/express');
const express = require('express');

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

const [first] = [signedInOnly(), express.json()];
const router = express.Router();
router.get('/first', first, (req, res) => res.json(getAuth(req).userId));
router.get('/listed', [clerkMiddleware(), requireSignedIn, express.json()], (req, res) => res.json(getAuth(req).userId));
exports.guards = { list: [signedInOnly(), clerkMiddleware()] };
exports.withGuard = (handler) => [signedInOnly(), handler];
exports.router = router;
