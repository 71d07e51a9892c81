import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json(getAuth(req).user));
app.get('/b', (req, res) => {
  const { organization } = getAuth(req);
  res.json(organization);
});
