import { ClerkExpressWithSession } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithSession());
app.get('/a', (req, res) => res.json({ user: req.session.userId, session: req.session.id }));
app.get('/b', (req, res) => {
  const { userId, id } = req.session;
  res.json({ userId, id });
});
app.get('/c', (req, res) => res.json(req.session.status));
app.get('/d', (req, res) => res.json(req.session));
