import { clerkClient } from '@acme/express';

export const all = async () => (await clerkClient.users.getUserList()).data;
