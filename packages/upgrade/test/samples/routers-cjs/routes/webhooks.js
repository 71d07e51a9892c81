const express = require('express')
const { Webhook } = require('svix')

const seen = []
const router = express.Router()

router.post('/clerk', express.raw({ type: '*/*' }), (req, res) => {
  /** @type {any} */
  let event
  try {
    event = new Webhook(process.env.CLERK_WEBHOOK_SIGNING_SECRET).verify(req.body.toString(), /** @type {any} */ (req.headers))
  } catch {
    return res.status(400).json({ error: 'Bad signature' })
  }
  seen.push(event.type)
  res.json({ seen })
})

module.exports = router
