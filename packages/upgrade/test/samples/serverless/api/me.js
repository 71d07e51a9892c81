const { requireAuth, clerkClient } = require('@clerk/clerk-sdk-node');

async function handler(req, res) {
  const user = await clerkClient.users.getUser(req.auth.userId);
  res.status(200).json({ id: user.id, sessionId: req.auth.sessionId });
}

module.exports = requireAuth(handler);
