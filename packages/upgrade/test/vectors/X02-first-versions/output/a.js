import fastify from 'fastify';
import { clerkPlugin, clerkClient } from '@acme/fastify';
const app = fastify();
app.register(clerkPlugin);
app.get('/', async () => (await clerkClient.users.getUserList()).data.map((u) => u.id));
