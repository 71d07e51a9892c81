import { clerkClient } from '@acme/express';
const { ClerkServerError } = await import('@clerk/clerk-sdk-node');

await clerkClient.users.getUser('user_1');
throw new ClerkServerError();
