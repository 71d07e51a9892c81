export { createClerkClient as Clerk, verifyToken as verify, type User } from '@acme/backend';
export { decodeJwt } from '@acme/backend/jwt';
export * from '@acme/fastify';
