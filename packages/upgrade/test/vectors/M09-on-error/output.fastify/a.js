import { clerkPlugin, getAuth } from '@acme/fastify';
import express from 'express';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
}

const app = express();
app.register(
  clerkPlugin, {
    authorizedParties: ['https://example.com'],
  },
);
app.get('/a', { preHandler: requireSignedIn }, (req, res) => res.end());
