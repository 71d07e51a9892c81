import { clerkPlugin } from '@acme/fastify';

app.register(clerkPlugin);
other.register(clerkPlugin, { jwtKey: key });
