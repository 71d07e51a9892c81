import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json(getAuth(req).sessionClaims));
app.get('/b', (req, res) => res.json(getAuth(req).sessionClaims.sub));
