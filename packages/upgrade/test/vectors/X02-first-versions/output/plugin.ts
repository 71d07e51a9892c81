import Fastify from 'fastify';
import { clerkPlugin, createClerkClient, createClerkClient as make } from '@acme/fastify';

const app = Fastify();
app.register(clerkPlugin, { secretKey: 'test_a', publishableKey: 'clerk.a.lcl.dev' });
export const clients = [make({ secretKey: 'b' }), createClerkClient({ secretKey: 'c' })];
