import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressRequireAuth());
app.use((err, req, res, next) => {
  if (err.message === 'Unauthenticated') return res.status(401).end();
  if (err.name === 'UnauthorizedError') return res.status(401).end();
  next(err);
});
