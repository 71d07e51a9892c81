import { users } from '@clerk/clerk-sdk-node';
import { Router, type Request, type Response } from 'express';

export const adminRouter = Router();

adminRouter.get('/session', (req: Request, res: Response) => {
  const { sessionId, claims } = req.auth;
  res.json({ sessionId, subject: claims?.sub });
});

adminRouter.get('/count', (_req: Request, res: Response, next) => {
  users
    .getUserList()
    .then((list) => res.json({ count: list.length }))
    .catch(next);
});
