import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import { Router } from 'express';

export const router = Router();
router.use(ClerkExpressWithAuth());

router.get('/', (req, res) => {
  const owner = req.auth && req.auth.userId;
  res.json({ owner });
});

router.get('/other', (_req, res) => {
  const { req } = res;
  res.json({ userId: req.auth?.userId, other: () => req.auth.sessionId });
});

router.use((req, res, next) => {
  req.auth = undefined;
  delete req.auth;
  next();
});
