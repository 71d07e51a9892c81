import { ClerkExpressWithSession } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithSession());
app.get('/a', (req, res) => {
  if (req.session) return res.json(req.session.userId);
  res.status(401).end();
});
app.get('/b', (req, res) => (!req.session ? res.status(401).end() : res.end()));
