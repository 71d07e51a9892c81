const { Router } = require('express')

const router = Router()
router.get('/a', (req, res) => res.json(req.auth.userId))
module.exports = router
