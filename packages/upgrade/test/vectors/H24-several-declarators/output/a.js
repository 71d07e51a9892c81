const express = require('express');
// web
const { clerkClient, clerkMiddleware, getAuth } = require('@acme/express');
const /* a, b */ { join } = require('path');

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
}

module.exports = (app) => {
  app.get('/me', clerkMiddleware(), requireSignedIn, async (req, res) => res.json(await clerkClient.users.getUser(getAuth(req).userId)));
  app.use(express.static(join(__dirname, 'public')));
};
