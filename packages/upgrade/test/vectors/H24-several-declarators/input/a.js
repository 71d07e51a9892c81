const express = require('express'), // web
  { ClerkExpressRequireAuth, users } = require('@clerk/clerk-sdk-node'), /* a, b */ { join } = require('path');

module.exports = (app) => {
  app.get('/me', ClerkExpressRequireAuth(), async (req, res) => res.json(await users.getUser(req.auth.userId)));
  app.use(express.static(join(__dirname, 'public')));
};
