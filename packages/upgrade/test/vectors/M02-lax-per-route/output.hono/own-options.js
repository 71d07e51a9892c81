import { clerkMiddleware, getAuth } from '@acme/hono';

export function register(app) {
  app.get('/who', clerkMiddleware(), (req, res) => res.json(getAuth(req)));
  app.get('/b', clerkMiddleware({ audience: 'b' }), (req, res) => res.json(getAuth(req)));
}
