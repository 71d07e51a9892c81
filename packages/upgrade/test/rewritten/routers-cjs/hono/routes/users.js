const { clerkClient, getAuth } = require('@acme/hono');
const { Hono } = require('hono');

const router = new Hono();

router.get('/me', async (c) => {
  const user = await clerkClient.users.getUser(getAuth(c).userId);
  return c.json({ id: user.id, image: Boolean(user.imageUrl) });
});

router.get('/', async (c) => {
  const { data } = await clerkClient.users.getUserList({ orderBy: 'created_at', limit: 10 });
  const [first, ...others] = data;
  return c.json({ first: first.id, others: others.length });
});

router.patch('/me', async (c) => {
  const { lastName } = await c.req.json();
  const user = await clerkClient.users.updateUser(getAuth(c).userId, { lastName });
  return c.json({ lastName: user.lastName });
});

module.exports = router;
