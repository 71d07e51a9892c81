import { Router } from 'express';

const router = Router();
router.get('/a', (req, res) => res.json(req.auth.userId));
export default router;
