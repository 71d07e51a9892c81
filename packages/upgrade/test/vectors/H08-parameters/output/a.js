import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json(getAuth(req).userId));
app.get('/b', (req, res) => res.json({ userId: getAuth(req).userId, claims: getAuth(req).sessionClaims, id: req.params.id }));
app.get('/c', ({ auth, ...rest }, res) => res.json(auth.userId));
app.get('/d', (req, res) => {
  const { body } = req, auth = getAuth(req);
  res.json({ claims: auth.sessionClaims, body });
});
app.get('/e', (req, res) => {
  const { userId } = getAuth(req);
  res.json(userId);
});
