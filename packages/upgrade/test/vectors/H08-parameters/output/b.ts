import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req: Request, res) => res.json(getAuth(req).userId));
app.get('/b', (req, res) => res.json(getAuth(req).userId));
app.get('/c', (req, res) => res.json(getAuth(req).userId));
