import Fastify from 'fastify';
import { clerkPlugin, createClerkClient, Clerk as make } from '@clerk/fastify';

const app = Fastify();
app.register(clerkPlugin, { apiKey: 'test_a', frontendApi: 'clerk.a.lcl.dev' });
export const clients = [make({ apiKey: 'b' }), createClerkClient({ secretKey: 'c' })];
