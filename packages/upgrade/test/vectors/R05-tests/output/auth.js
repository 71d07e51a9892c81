import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => (!getAuth(req).isAuthenticated ? res.status(401).end() : res.end()));
app.get('/b', (req, res) => res.json(getAuth(req).userId || 'nobody'));
