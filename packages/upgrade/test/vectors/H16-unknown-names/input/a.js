import { ClerkServerError, users } from '@clerk/clerk-sdk-node';

export const isServerError = (error) => error instanceof ClerkServerError;
export const user = (id) => users.getUser(id);
