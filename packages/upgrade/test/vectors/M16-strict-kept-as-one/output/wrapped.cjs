'use strict'
const { clerkMiddleware, getAuth } = require('@acme/express')

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next()
  res.status(401).json({ error: 'Unauthorized' })
}

/** Creates a middleware that authenticates a request, and answers 401 to whoever is not signed in. */
function signedInOnly(options) {
  const authenticate = clerkMiddleware(options)
  return (req, res, next) =>
    authenticate(req, res, (error) => (error ? next(error) : requireSignedIn(req, res, next)))
}
const guard = signedInOnly()
exports.guard = guard
exports.wrapped = (req, res, next) => guard(req, res, next)
exports.both = compose(guard, signedInOnly())
