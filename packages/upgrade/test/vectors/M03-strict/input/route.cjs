const { ClerkExpressRequireAuth } = require('@clerk/clerk-sdk-node');
const express = require('express');

const router = express.Router();
router.get('/me', ClerkExpressRequireAuth(), (req, res) => res.json({ id: req.auth.userId }));
router.route('/chain').get(ClerkExpressRequireAuth({ jwtKey: 'x' }), (req, res) => res.end());
module.exports = router;
