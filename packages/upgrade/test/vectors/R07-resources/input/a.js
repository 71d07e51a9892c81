import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', (req, res) => res.json(req.auth.user));
app.get('/b', (req, res) => {
  const { organization } = req.auth;
  res.json(organization);
});
