'use strict'
const { ClerkExpressRequireAuth } = require('@clerk/clerk-sdk-node')
module.exports = (app) => {
  app.get('/', ClerkExpressRequireAuth(), (req, res) => res.json(req.auth.userId))
}
