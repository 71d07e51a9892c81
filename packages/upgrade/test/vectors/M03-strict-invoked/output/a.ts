import type { RequestHandler } from 'express';
import { clerkMiddleware, getAuth } from '@acme/express';
import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';
import type { NextFunction, Request, Response } from 'express';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Unauthorized' });
};

export class AuthMiddleware {
  use(req: Request, res: Response, next: NextFunction) {
    return clerkMiddleware()(req, res, (error?: unknown) => (error ? next(error) : requireSignedIn(req, res, next)));
  }
}
export const wrapped = (req, res) => ClerkExpressRequireAuth({ audience: 'a' })(req, res, () => res.end());
