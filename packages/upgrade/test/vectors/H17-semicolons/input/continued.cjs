const express = require('express')
const { ClerkExpressRequireAuth, users } = require('@clerk/clerk-sdk-node')
;(function () {
  const app = express()
  app.get('/', ClerkExpressRequireAuth(), (req, res) => {
    ;[req.auth.userId, req.auth.sessionId].forEach((id) => console.log(id))
    res.json(req.auth.claims)
  })
  app.listen(3000)
})()
