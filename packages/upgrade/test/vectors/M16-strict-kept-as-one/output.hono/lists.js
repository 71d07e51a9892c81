const { clerkMiddleware, getAuth } = require('@acme/hono');
const { every } = require('hono/combine');
const express = require('express');

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const [first] = [every(clerkMiddleware(), requireSignedIn), express.json()];
const router = express.Router();
router.get('/first', first, (req, res) => res.json(getAuth(req).userId));
router.get('/listed', [clerkMiddleware(), requireSignedIn, express.json()], (req, res) => res.json(getAuth(req).userId));
exports.guards = { list: [every(clerkMiddleware(), requireSignedIn), clerkMiddleware()] };
exports.withGuard = (handler) => [every(clerkMiddleware(), requireSignedIn), handler];
exports.router = router;
