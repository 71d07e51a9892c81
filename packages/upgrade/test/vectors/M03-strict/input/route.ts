import { ClerkExpressRequireAuth, RequireAuthProp } from '@clerk/clerk-sdk-node';
import { Request, Response, Router } from 'express';

const router = Router();
const guard = ClerkExpressRequireAuth();
router.get('/a', guard, (req: RequireAuthProp<Request>, res: Response) => {
  res.json(req.auth.userId.length);
});
router.get('/b', [ClerkExpressRequireAuth(), guard], (_req: Request, res: Response) => res.end());
export default router;
