const {
  ClerkExpressRequireAuth: guard,
  clerkClient: { users },
} = require('@clerk/clerk-sdk-node');

app.get('/a', guard(), (req, res) => res.end());
