import { clerkMiddleware } from '@acme/hono';

app.use('*', clerkMiddleware());
other.use('*', clerkMiddleware({ jwtKey: key }));
