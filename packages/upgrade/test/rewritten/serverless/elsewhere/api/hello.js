const { readAuth } = require('../lib/clerk');

module.exports = async (req, res) => {
  const auth = await readAuth(req);
  res.status(200).json({ hello: auth?.userId ?? 'stranger' });
};
