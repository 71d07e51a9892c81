import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', (req, res) => res.json(req.auth.userId));
app.get('/b', (req, res) => {
  const { userId, sessionId } = req.auth;
  res.json({ userId, sessionId });
});
app.get('/c', (request, response) => {
  const auth = request.auth;
  response.json(auth.userId);
});
app.get('/d', (req, res) => {
  if (!req.auth.userId) return res.status(401).end();
  res.json({ id: req.auth.userId, org: req.auth?.orgId });
});
