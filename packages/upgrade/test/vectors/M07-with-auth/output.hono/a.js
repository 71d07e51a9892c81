import { clerkMiddleware, getAuth } from '@acme/hono';

app.get('/a', clerkMiddleware(), (req, res) => res.json(getAuth(req).userId));
