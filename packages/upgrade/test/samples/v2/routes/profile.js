const { Router } = require('express');
const clerk = require('@clerk/clerk-sdk-node').default;

const router = Router();

router.get('/claims', (req, res) => res.json(req.sessionClaims));

router.get('/session', async ({ session }, res, next) => {
  try {
    const found = await clerk.sessions.getSession(session.id);
    res.json({ status: found.status });
  } catch (error) {
    next(error);
  }
});

module.exports = router;
