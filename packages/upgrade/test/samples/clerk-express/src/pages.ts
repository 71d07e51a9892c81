import { getAuth, requireAuth } from '@clerk/express';
import { Router } from 'express';

export const pages = Router();

pages.get('/dashboard', requireAuth({ signInUrl: '/sign-in' }), (req, res) => {
  res.json({ page: 'dashboard', userId: getAuth(req).userId });
});
