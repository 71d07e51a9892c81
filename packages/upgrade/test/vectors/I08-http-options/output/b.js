import { clerkClient } from '@acme/express';

export const user = await clerkClient.users.getUser('user_1');
