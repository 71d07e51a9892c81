import { clerkClient } from '@acme/express';
const sdk = await import('@clerk/clerk-sdk-node');
wrap(sdk);
clerkClient.users.getUser('user_1');
