import { clerkMiddleware, getAuth } from '@acme/express';
import { Router } from 'express';

export const router = Router();
router.use(clerkMiddleware());

router.get('/', (req, res) => {
  const auth = getAuth(req);
  const owner = auth && auth.userId;
  res.json({ owner });
});

router.get('/other', (_req, res) => {
  const { req } = res;
  res.json({ userId: getAuth(req).userId, other: () => getAuth(req).sessionId });
});

router.use((req, res, next) => {
  req.auth = undefined;
  delete req.auth;
  next();
});
