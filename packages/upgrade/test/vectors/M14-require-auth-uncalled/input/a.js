import { clerkMiddleware, requireAuth } from '@clerk/express';

app.use(clerkMiddleware());
app.use(requireAuth);
app.get('/a', requireAuth(), (req, res) => res.end());
