import { clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware());
other.use(clerkMiddleware({ jwtKey: key }));
