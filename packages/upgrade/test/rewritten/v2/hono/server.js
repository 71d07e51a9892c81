const { serve } = require('@hono/node-server');
const { clerkClient, clerkMiddleware, getAuth } = require('@acme/hono');
const { isClerkAPIResponseError } = require('@acme/backend/errors');
const { Hono } = require('hono');
const profile = require('./routes/profile');

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const app = new Hono();
app.use(clerkMiddleware());

app.onError((error, c) => {
  if (isClerkAPIResponseError(error)) return Response.json(error.errors, { status: error.status ?? 502 });
  console.error(error);
  return c.text('Internal Server Error', 500);
});

// Anybody may look; who is signed in is greeted.
app.get('/', (c) => {
  const auth = getAuth(c);
  return c.json({ hello: auth.isAuthenticated ? auth.userId : 'stranger' });
});

app.get('/me', requireSignedIn, async (c) => {
  const auth = getAuth(c);
  const user = await clerkClient.users.getUser(auth.userId);
  return c.json({ id: user.id, session: auth.sessionId });
});

app.get('/people', requireSignedIn, async (c) => {
  const { data: people } = await clerkClient.users.getUserList({ limit: 10 });
  return c.json(people.map((person) => person.id));
});

app.use('/profile/*', requireSignedIn);
app.route('/profile', profile);

module.exports = app;

if (require.main === module) {
  serve({ fetch: app.fetch, port: Number(process.env.PORT || 3000) }, ({ port }) =>
    console.log(JSON.stringify({ port })),
  );
}
