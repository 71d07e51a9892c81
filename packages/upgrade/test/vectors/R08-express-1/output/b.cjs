const { clerkMiddleware, getAuth } = require('@acme/express');

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json({ one: getAuth(req).userId, two: getAuth(req).userId }));
