import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json({ user: getAuth(req).userId, session: getAuth(req).sessionId }));
app.get('/b', (req, res) => {
  const { userId, sessionId: id } = getAuth(req);
  res.json({ userId, id });
});
app.get('/c', (req, res) => res.json(req.session.status));
app.get('/d', (req, res) => res.json(req.session));
