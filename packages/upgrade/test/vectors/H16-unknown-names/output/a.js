import { clerkClient } from '@acme/express';
import { ClerkServerError } from '@clerk/clerk-sdk-node';

export const isServerError = (error) => error instanceof ClerkServerError;
export const user = (id) => clerkClient.users.getUser(id);
