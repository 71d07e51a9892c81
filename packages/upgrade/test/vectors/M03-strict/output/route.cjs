const { clerkMiddleware, getAuth } = require('@acme/express');
const express = require('express');

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

const router = express.Router();
router.get('/me', clerkMiddleware(), requireSignedIn, (req, res) => res.json({ id: getAuth(req).userId }));
router.route('/chain').get(clerkMiddleware({ jwtKey: 'x' }), requireSignedIn, (req, res) => res.end());
module.exports = router;
