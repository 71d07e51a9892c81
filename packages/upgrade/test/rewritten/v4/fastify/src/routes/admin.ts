import { clerkClient, getAuth } from '@acme/fastify';
import type { FastifyInstance } from 'fastify';

export async function adminRoutes(app: FastifyInstance): Promise<void> {
  app.get('/session', async (request) => {
    const { sessionId, sessionClaims } = getAuth(request);
    return { sessionId, subject: sessionClaims?.sub };
  });

  app.get('/count', async () => {
    const { data: list } = await clerkClient.users.getUserList();
    return { count: list.length };
  });
}
