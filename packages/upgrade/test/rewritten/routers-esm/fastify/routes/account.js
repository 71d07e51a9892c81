import { clerkClient, getAuth } from '@acme/fastify';
import { currentUser } from '../lib/current-user.js';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
}

export default async function account(app) {
  app.get('/', { preHandler: requireSignedIn }, async (request) => {
    const user = await currentUser(request);
    return { id: user.id };
  });

  app.get('/sessions', { preHandler: requireSignedIn }, async (request) => {
    const sessions = await clerkClient.sessions.getSessionList({ userId: getAuth(request).userId });
    return { sessions: sessions.totalCount };
  });
}
