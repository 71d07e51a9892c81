const { clerkClient, clerkMiddleware, getAuth } = require('@acme/express');

const authenticate = clerkMiddleware();

module.exports = (req, res) =>
  authenticate(req, res, async (error) => {
    if (error) return res.status(500).json({ error: 'Internal Server Error' });
    const { isAuthenticated, userId, sessionId } = getAuth(req);
    if (!isAuthenticated) return res.status(401).json({ error: 'Unauthorized' });
    const user = await clerkClient.users.getUser(userId);
    res.status(200).json({ id: user.id, sessionId });
  });
