import { ClerkExpressRequireAuth, ClerkExpressWithAuth, type RequireAuthProp } from '@clerk/clerk-sdk-node';
import type { NextFunction, Request, Response } from 'express';
import { clerk } from './client.js';

export const withUser = ClerkExpressWithAuth();
export const requireUser = ClerkExpressRequireAuth();

/** Runs after `requireUser`. */
export async function requireAda(req: Request, res: Response, next: NextFunction): Promise<void> {
  const { userId } = (req as RequireAuthProp<Request>).auth;
  const user = await clerk.users.getUser(userId);
  if (user.firstName === 'Ada') return next();
  res.status(403).json({ error: 'Only Ada' });
}
