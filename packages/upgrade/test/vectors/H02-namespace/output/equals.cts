import { clerkClient } from '@acme/express';
import sdk = require('@clerk/clerk-sdk-node');

export const user = (id: string) => clerkClient.users.getUser(id);
