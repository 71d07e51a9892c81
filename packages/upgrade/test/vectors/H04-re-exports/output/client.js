export { clerkClient, clerkClient as clerk } from '@acme/express';
