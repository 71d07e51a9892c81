'use strict'
const { clerkMiddleware, getAuth } = require('@acme/express')

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next()
  res.status(401).json({ error: 'Unauthorized' })
}
module.exports = (app) => {
  app.get('/', clerkMiddleware(), requireSignedIn, (req, res) => res.json(getAuth(req).userId))
}
