import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', (req, res) => res.json(req.auth.claims ?? null));
app.get('/b', (req, res) => {
  const { claims, userId } = req.auth;
  res.json({ claims, userId });
});
app.get('/c', (req, res) => {
  const auth = req.auth;
  res.json(auth.claims?.sub);
});
