import { clerkMiddleware } from '@acme/express';

app.use(clerkMiddleware());
const url = new URL('/api', base);
url.searchParams.set('_clerk_session_id', id);
