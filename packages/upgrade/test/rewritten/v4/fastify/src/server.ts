import type { AddressInfo } from 'node:net';
import { clerkClient, clerkPlugin, createClerkClient, getAuth, type User } from '@acme/fastify';
import Fastify, { type preHandlerAsyncHookHandler } from 'fastify';
import { adminRoutes } from './routes/admin.js';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: preHandlerAsyncHookHandler = async (request, reply) => {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
};

const own = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL });
const app = Fastify();

app.register(clerkPlugin, { signInUrl: '/sign-in' });

app.get('/who', async (request) => {
  const auth = getAuth(request);
  if (!auth.isAuthenticated) return { userId: null };
  return { userId: auth.userId, issuer: auth.sessionClaims.iss };
});

app.get('/people', { preHandler: requireSignedIn }, async () => {
  const people: User[] = (await clerkClient.users.getUserList({ limit: 10 })).data;
  const [first] = (await own.users.getUserList({ limit: 1 })).data;
  return { ids: people.map(({ id }) => id), first: first?.id };
});

app.register(
  async (scope) => {
    scope.addHook('preHandler', requireSignedIn);
    scope.register(adminRoutes);
  },
  { prefix: '/admin' },
);

await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port }));
