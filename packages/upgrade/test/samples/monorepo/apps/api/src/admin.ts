import { requireAda, type RequireAuthProp } from '@sample/auth';
import { Router, type Request } from 'express';

export const adminRouter = Router();

adminRouter.get('/', requireAda, (req, res) => {
  const { userId, sessionId } = (req as RequireAuthProp<Request>).auth;
  res.json({ userId, sessionId });
});
