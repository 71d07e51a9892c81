const { ClerkExpressRequireAuth, ClerkExpressWithAuth, users } = require('@clerk/clerk-sdk-node');
const express = require('express');
const serverless = require('serverless-http');

const app = express();

app.get('/lambda/who', ClerkExpressWithAuth(), (req, res) => {
  res.json({ userId: req.auth.userId || null });
});

app.get('/lambda/count', ClerkExpressRequireAuth(), async (req, res) => {
  const people = await users.getUserList();
  res.json({ count: people.length, by: req.auth.userId });
});

module.exports.handler = serverless(app);
