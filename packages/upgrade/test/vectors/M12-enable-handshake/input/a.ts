import { clerkMiddleware } from '@clerk/express';

app.use(clerkMiddleware({ enableHandshake: true }));
app.use(clerkMiddleware({ enableHandshake: false, audience: 'a' }));
