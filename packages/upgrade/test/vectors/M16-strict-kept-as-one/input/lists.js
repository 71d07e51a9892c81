const { ClerkExpressRequireAuth, ClerkExpressWithAuth } = require('@clerk/clerk-sdk-node');
const express = require('express');

const [first] = [ClerkExpressRequireAuth(), express.json()];
const router = express.Router();
router.get('/first', first, (req, res) => res.json(req.auth.userId));
router.get('/listed', [ClerkExpressRequireAuth(), express.json()], (req, res) => res.json(req.auth.userId));
exports.guards = { list: [ClerkExpressRequireAuth(), ClerkExpressWithAuth()] };
exports.withGuard = (handler) => [ClerkExpressRequireAuth(), handler];
exports.router = router;
