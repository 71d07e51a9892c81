const { getAuth } = require('@acme/hono');
const { Hono } = require('hono');
const { requireLogin } = require('../middleware/auth');

const notes = new Map();
const router = new Hono();

router.get('/', (c) => {
  const { userId } = getAuth(c);
  return c.json({ notes: userId ? notes.get(userId) || [] : [] });
});

router.use('/mine', requireLogin);

router.get('/mine', (c) => c.json(notes.get(getAuth(c).userId) || []));

router.post('/mine', async (c) => {
  const { userId } = getAuth(c);
  const { text } = await c.req.json();
  notes.set(userId, [...(notes.get(userId) || []), text]);
  return c.json(notes.get(userId), 201);
});

module.exports = router;
