import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json(getAuth(req).sessionClaims ?? null));
app.get('/b', (req, res) => {
  const { sessionClaims: claims, userId } = getAuth(req);
  res.json({ claims, userId });
});
app.get('/c', (req, res) => {
  const auth = getAuth(req);
  res.json(auth.sessionClaims?.sub);
});
