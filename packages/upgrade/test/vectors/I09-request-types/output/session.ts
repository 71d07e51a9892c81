import { getAuth } from '@acme/express';
import type { Request, Response } from 'express';

export function one(req: Request, res: Response) {
  const auth = getAuth(req);
  if (!auth.isAuthenticated) return res.status(401).end();
  res.json(auth.userId);
}
export const two = (req: Request, res: Response) => res.json(getAuth(req).userId!);
