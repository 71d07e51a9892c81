export { Clerk, verifyToken as verify, decodeJwt, type User } from '@clerk/backend';
export * from '@clerk/fastify';
