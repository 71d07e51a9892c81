import type { preHandlerAsyncHookHandler } from 'fastify';
import { clerkPlugin, getAuth } from '@acme/fastify';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: preHandlerAsyncHookHandler = async (request, reply) => {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
};

const app = fastify();
app.register(clerkPlugin);
app.addHook('preHandler', requireSignedIn);
app.get('/me', { preHandler: requireSignedIn }, async (request, reply) => reply.send(getAuth(request).userId));
