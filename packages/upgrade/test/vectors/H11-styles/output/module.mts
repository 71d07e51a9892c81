import { clerkClient } from '@acme/express';
export const a: unknown = clerkClient.users;
