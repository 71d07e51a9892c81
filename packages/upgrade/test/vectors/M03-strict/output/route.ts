import type { ClerkMiddlewareOptions } from '@acme/express';
import type { RequestHandler } from 'express';
import { clerkMiddleware, getAuth } from '@acme/express';
import { Request, Response, Router } from 'express';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
};

/** Creates a middleware that authenticates a request, and answers 401 to whoever is not signed in. */
const signedInOnly = (options?: ClerkMiddlewareOptions): RequestHandler => {
  const authenticate = clerkMiddleware(options);
  return (req, res, next) =>
    authenticate(req, res, (error?: unknown) => (error ? next(error) : requireSignedIn(req, res, next)));
};

const router = Router();
const guard = signedInOnly();
router.get('/a', guard, (req: Request, res: Response) => {
  res.json(getAuth(req).userId!.length);
});
router.get('/b', [clerkMiddleware(), requireSignedIn, guard], (_req: Request, res: Response) => res.end());
export default router;
