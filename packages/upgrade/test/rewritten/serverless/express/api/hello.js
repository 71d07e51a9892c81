const { clerkMiddleware, getAuth } = require('@acme/express');

const authenticate = clerkMiddleware();

module.exports = (req, res) =>
  authenticate(req, res, (error) => {
    if (error) return res.status(500).json({ error: 'Internal Server Error' });
    const { userId } = getAuth(req);
    res.status(200).json({ hello: userId ?? 'stranger' });
  });
