const { ClerkExpressRequireAuth: guard, clerkClient: clerk } = require('@clerk/clerk-sdk-node');

app.get('/a', guard(), async (req, res) => res.json(await clerk.users.getUser(req.auth.userId)));
