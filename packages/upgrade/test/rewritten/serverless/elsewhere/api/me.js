const { clerk, readAuth } = require('../lib/clerk');

module.exports = async (req, res) => {
  const auth = await readAuth(req);
  if (!auth?.userId) return res.status(401).json({ error: 'Unauthorized' });
  const user = await clerk.users.getUser(auth.userId);
  res.status(200).json({ id: user.id, sessionId: auth.sessionId });
};
