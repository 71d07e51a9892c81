import { clerkClient, clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware());
export const user = (id) => clerkClient.users.getUser(id);
export const client = clerkClient;
