const { ClerkExpressWithAuth, ClerkExpressRequireAuth } = require('@clerk/clerk-sdk-node')

const attachUser = ClerkExpressWithAuth({
  authorizedParties: process.env.PARTIES ? process.env.PARTIES.split(',') : undefined,
  onError: (error) => console.error(error)
})

const requireLogin = ClerkExpressRequireAuth({
  onError: (err, req, res) => {
    res.status(401).json({ error: 'Please sign in' })
  }
})

module.exports = { attachUser, requireLogin }
