import { getAuth } from '@acme/fastify';

export function register(app) {
  app.get('/who', (req, res) => res.json(getAuth(req)));
  app.get('/b', (req, res) => res.json(getAuth(req)));
}
