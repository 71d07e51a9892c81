'use strict'; // always
const { getAuth } = require('@acme/express');

/** Answers with the user. */
exports.me = (req, res) => {
  const auth = getAuth(req);
  // first
  const { userId } = auth; // id
  // second
  res.json({ userId, org: auth.orgId }); // org
};
