import { clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware());
app.use(clerkMiddleware({ audience: 'a' }));
