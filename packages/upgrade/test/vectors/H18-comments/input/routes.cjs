'use strict'; // always

/** Answers with the user. */
exports.me = (req, res) => {
  // first
  const { userId } = req.auth; // id
  // second
  res.json({ userId, org: req.auth.orgId }); // org
};
