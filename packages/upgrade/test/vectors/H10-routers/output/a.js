import { Router } from 'express';
import { getAuth } from '@acme/express';

const router = Router();
router.get('/a', (req, res) => res.json(getAuth(req).userId));
export default router;
