import { clerkClient } from '@acme/express';

export const user = (id: string) => clerkClient.users.getUser(id);
