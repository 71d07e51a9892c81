import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';

export const register = (fastify) => {
  fastify.get('/me', async (request) => request.raw.auth.userId);
};
export const guard = ClerkExpressRequireAuth;
