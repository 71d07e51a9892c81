import type { AddressInfo } from 'node:net';
import { clerkClient, clerkPlugin, getAuth } from '@acme/fastify';
import Fastify, { type preHandlerAsyncHookHandler } from 'fastify';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: preHandlerAsyncHookHandler = async (request, reply) => {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
};

const app = Fastify();
app.register(clerkPlugin);

app.get('/who', async (request) => {
  const auth = getAuth(request);
  return { userId: auth.userId, claims: auth.sessionClaims ? 'yes' : 'no' };
});

app.get('/own', async (request) => ({ userId: getAuth(request).userId }));

app.get('/me', { preHandler: requireSignedIn }, async (request) => {
  const user = await clerkClient.users.getUser(getAuth(request, { guarded: true }).userId);
  const { totalCount } = await clerkClient.users.getUserList();
  return { id: user.id, totalCount };
});

await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port }));
