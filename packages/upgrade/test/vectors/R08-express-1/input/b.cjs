const { clerkMiddleware, getAuth } = require('@clerk/express');

app.use(clerkMiddleware());
app.get('/a', (req, res) => res.json({ one: req.auth.userId, two: getAuth(req).userId }));
