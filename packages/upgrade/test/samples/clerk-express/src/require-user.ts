import { getAuth } from '@clerk/express';
import type { RequestHandler } from 'express';

/** Answers 401 to API calls of strangers. */
export const requireUser: RequestHandler = (req, res, next) => {
  if (getAuth(req).isAuthenticated) return next();
  res.status(401).json({ error: 'Sign in first' });
};
