import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', ({ auth }, res) => res.json(auth.userId));
app.get('/b', ({ auth: { userId, claims }, params }, res) => res.json({ userId, claims, id: params.id }));
app.get('/c', ({ auth, ...rest }, res) => res.json(auth.userId));
app.get('/d', (req, res) => {
  const { auth, body } = req;
  res.json({ claims: auth.claims, body });
});
app.get('/e', (req, res) => {
  const {
    auth: { userId },
  } = req;
  res.json(userId);
});
