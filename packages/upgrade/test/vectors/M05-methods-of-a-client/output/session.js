import { clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware());
