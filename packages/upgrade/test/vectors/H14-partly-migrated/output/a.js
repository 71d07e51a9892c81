import { clerkMiddleware, clerkClient } from '@acme/express';

app.use(clerkMiddleware());
app.use(clerkMiddleware());
clerkClient.users.getUser('a');
