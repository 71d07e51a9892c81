import { clerkClient } from '@acme/express';

const clerk = clerkClient;
export const user = await clerk.users.getUser('user_1');
export const direct = await clerkClient.users.getUser('user_1');
