import { clerkMiddleware, getAuth } from '@acme/express';

app.get('/a', clerkMiddleware(), (req, res) => res.json(getAuth(req).userId));
