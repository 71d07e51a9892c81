const { clerkClient, clerkMiddleware, getAuth } = require('@acme/hono');
const { Hono } = require('hono');
const { handle } = require('hono/aws-lambda');

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const app = new Hono();
app.use(clerkMiddleware());

app.get('/lambda/who', (c) => c.json({ userId: getAuth(c).userId || null }));

app.get('/lambda/count', requireSignedIn, async (c) => {
  const { data: people } = await clerkClient.users.getUserList();
  return c.json({ count: people.length, by: getAuth(c).userId });
});

module.exports.handler = handle(app);
