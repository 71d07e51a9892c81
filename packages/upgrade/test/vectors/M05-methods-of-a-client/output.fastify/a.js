import { clerkPlugin, createClerkClient, getAuth } from '@acme/fastify';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
}

const clerk = createClerkClient({ secretKey: 'x' });
app.register(clerkPlugin);
app.get('/a', { preHandler: requireSignedIn }, (req, res) => res.end());
app.get('/b', (req, res) => res.end());
other.register(clerkPlugin);
