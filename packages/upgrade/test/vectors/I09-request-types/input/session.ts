import type { RequireSessionProp, WithSessionProp } from '@clerk/clerk-sdk-node';
import type { Request, Response } from 'express';

export function one(req: WithSessionProp<Request>, res: Response) {
  if (!req.session) return res.status(401).end();
  res.json(req.session.userId);
}
export const two = (req: RequireSessionProp<Request>, res: Response) => res.json(req.session.userId);
