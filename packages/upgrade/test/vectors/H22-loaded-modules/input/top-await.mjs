const { ClerkExpressRequireAuth } = await import('@clerk/clerk-sdk-node');

app.get('/x', ClerkExpressRequireAuth(), (req, res) => res.json(req.auth.userId));
