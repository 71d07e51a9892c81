import type { AddressInfo } from 'node:net';
import { clerkPlugin } from '@acme/fastify';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify from 'fastify';
import { createContext } from './context.js';
import { appRouter } from './router.js';

const app = Fastify();
app.register(clerkPlugin);
app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: appRouter, createContext } });

await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(JSON.stringify({ port: (app.server.address() as AddressInfo).port }));
