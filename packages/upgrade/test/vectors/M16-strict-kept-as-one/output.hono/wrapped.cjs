'use strict'
const { clerkMiddleware, getAuth } = require('@acme/hono')
const { every } = require('hono/combine')

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401)
  await next()
}
const guard = every(clerkMiddleware(), requireSignedIn)
exports.guard = guard
exports.wrapped = (req, res, next) => guard(req, res, next)
exports.both = compose(guard, every(clerkMiddleware(), requireSignedIn))
