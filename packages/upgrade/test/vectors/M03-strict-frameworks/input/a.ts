import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';

const app = fastify();
app.use(ClerkExpressRequireAuth());
app.get('/me', ClerkExpressRequireAuth(), async (request, reply) => reply.send(request.auth.userId));
