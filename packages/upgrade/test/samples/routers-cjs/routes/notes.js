const { ClerkExpressRequireAuth } = require('@clerk/clerk-sdk-node')
const express = require('express')

const notes = new Map()
const router = express.Router()

router.get('/', (req, res) => {
  const owner = req.auth && req.auth.userId
  res.json({ notes: owner ? notes.get(owner) || [] : [] })
})

router
  .route('/mine')
  .all(ClerkExpressRequireAuth())
  .get((req, res) => res.json(notes.get(req.auth.userId) || []))
  .post((req, res) => {
    const { userId } = req.auth
    notes.set(userId, [...(notes.get(userId) || []), req.body.text])
    res.status(201).json(notes.get(userId))
  })

module.exports = router
