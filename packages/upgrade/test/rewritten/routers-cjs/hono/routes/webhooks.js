const { Hono } = require('hono');
const { Webhook } = require('svix');

const seen = [];
const router = new Hono();

router.post('/clerk', async (c) => {
  /** @type {any} */
  let event;
  try {
    event = new Webhook(process.env.CLERK_WEBHOOK_SIGNING_SECRET).verify(await c.req.text(), c.req.header());
  } catch {
    return c.json({ error: 'Bad signature' }, 400);
  }
  seen.push(event.type);
  return c.json({ seen });
});

module.exports = router;
