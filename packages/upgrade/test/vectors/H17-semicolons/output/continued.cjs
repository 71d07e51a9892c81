const express = require('express')
const { clerkMiddleware, getAuth } = require('@acme/express')

/** Answers 401 to whoever is not signed in. */
function requireSignedIn(req, res, next) {
  if (getAuth(req).isAuthenticated) return next()
  res.status(401).json({ error: 'Unauthorized' })
}
;(function () {
  const app = express()
  app.use(clerkMiddleware())
  app.get('/', requireSignedIn, (req, res) => {
    const auth = getAuth(req)
    ;[auth.userId, auth.sessionId].forEach((id) => console.log(id))
    res.json(auth.sessionClaims)
  })
  app.listen(3000)
})()
