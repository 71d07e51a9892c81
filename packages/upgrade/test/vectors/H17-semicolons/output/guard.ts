import type { ClerkMiddlewareOptions } from '@acme/express'
import type { RequestHandler } from 'express'
import { clerkMiddleware, getAuth } from '@acme/express'

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next()
  res.status(401).json({ error: 'Unauthorized' })
}

/** Creates a middleware that authenticates a request, and answers 401 to whoever is not signed in. */
const signedInOnly = (options?: ClerkMiddlewareOptions): RequestHandler => {
  const authenticate = clerkMiddleware(options)
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => (error ? next(error) : requireSignedIn(req, res, next)))
}
;(globalThis as { guard?: unknown }).guard = signedInOnly()
