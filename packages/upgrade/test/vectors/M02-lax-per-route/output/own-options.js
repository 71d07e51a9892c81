import { clerkMiddleware, getAuth } from '@acme/express';

export function register(app) {
  app.get('/who', clerkMiddleware(), (req, res) => res.json(getAuth(req)));
  app.get('/b', clerkMiddleware({ audience: 'b' }), (req, res) => res.json(getAuth(req)));
}
