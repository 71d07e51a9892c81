import type { AddressInfo } from 'node:net';
import { clerkClient, clerkPlugin, getAuth } from '@clerk/fastify';
import { verifyWebhook } from '@clerk/fastify/webhooks';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify from 'fastify';
import { createContext } from './context.js';
import { appRouter } from './router.js';

const fastify = Fastify();

fastify.register(clerkPlugin);
fastify.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: appRouter, createContext } });

fastify.get('/who', async (request) => ({ userId: getAuth(request).userId }));

fastify.get('/me', async (request, reply) => {
  const { userId } = getAuth(request);
  if (!userId) return reply.code(401).send({ error: 'Sign in first' });
  const user = await clerkClient.users.getUser(userId);
  return { id: user.id };
});

fastify.post('/hooks', async (request, reply) => {
  try {
    const event = await verifyWebhook(request);
    return { type: event.type, id: event.data.id };
  } catch {
    return reply.code(400).send({ error: 'Bad signature' });
  }
});

await fastify.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(JSON.stringify({ port: (fastify.server.address() as AddressInfo).port }));
