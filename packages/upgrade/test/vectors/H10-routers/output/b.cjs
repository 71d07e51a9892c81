const { Router } = require('express')
const { getAuth } = require('@acme/express')

const router = Router()
router.get('/a', (req, res) => res.json(getAuth(req).userId))
module.exports = router
