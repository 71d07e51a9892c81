export { createClerkClient as Clerk, verifyToken as verify, decodeJwt, type User } from '@acme/backend';
export * from '@acme/fastify';
