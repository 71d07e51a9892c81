import { getAuth } from '@acme/fastify';
import { requireAda, requireUser } from '@sample/auth';
import type { FastifyInstance } from 'fastify';

export async function adminRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', requireUser);

  app.get('/', { preHandler: requireAda }, async (request) => {
    const { userId, sessionId } = getAuth(request);
    return { userId, sessionId };
  });
}
