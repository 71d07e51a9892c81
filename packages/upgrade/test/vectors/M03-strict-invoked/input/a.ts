import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';
import type { NextFunction, Request, Response } from 'express';

export class AuthMiddleware {
  use(req: Request, res: Response, next: NextFunction) {
    return ClerkExpressRequireAuth()(req, res, next);
  }
}
export const wrapped = (req, res) => ClerkExpressRequireAuth({ audience: 'a' })(req, res, () => res.end());
