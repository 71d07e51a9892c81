import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => {
  const auth = getAuth(req);
  if (auth.isAuthenticated) return res.json(auth.userId);
  res.status(401).end();
});
app.get('/b', (req, res) => (!getAuth(req).isAuthenticated ? res.status(401).end() : res.end()));
