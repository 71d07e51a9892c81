import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json(getAuth(req).userId));
app.get('/b', (req, res) => {
  const { userId, sessionId } = getAuth(req);
  res.json({ userId, sessionId });
});
app.get('/c', (request, response) => {
  const auth = getAuth(request);
  response.json(auth.userId);
});
app.get('/d', (req, res) => {
  const auth = getAuth(req);
  if (!auth.isAuthenticated) return res.status(401).end();
  res.json({ id: auth.userId, org: auth.orgId });
});
