import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

export function register(app) {
  app.get('/who', ClerkExpressWithAuth(), (req, res) => res.json(req.auth));
  app.get('/b', ClerkExpressWithAuth({ audience: 'b' }), (req, res) => res.json(req.auth));
}
