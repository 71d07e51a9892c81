import { clerkMiddleware, requireAuth } from '@acme/express';

app.use(clerkMiddleware());
app.use(requireAuth());
app.get('/a', requireAuth(), (req, res) => res.end());
