import type { AddressInfo } from 'node:net';
import { getAuth } from '@acme/fastify';
import { clerk, requireUser, withUser } from '@sample/auth';
import Fastify from 'fastify';
import { adminRoutes } from './admin.js';

const app = Fastify();
app.register(withUser);

app.get('/who', async (request) => ({ userId: getAuth(request).userId }));

app.get('/people', { preHandler: requireUser }, async () => {
  const { totalCount } = await clerk.users.getUserList({ limit: 1 });
  return { totalCount };
});

app.register(adminRoutes, { prefix: '/admin' });

await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port }));
