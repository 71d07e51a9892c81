import { clerkPlugin } from '@acme/fastify';

app.register(clerkPlugin);
