import { clerkPlugin } from '@acme/fastify';

export const use = (app) => app.register(clerkPlugin);
