const { withAuth } = require('@clerk/clerk-sdk-node');

module.exports = withAuth((req, res) => {
  const { userId } = req.auth;
  res.status(200).json({ hello: userId ?? 'stranger' });
});
