import { clerkClient, clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware());
clerkClient.users.getUser('a');
