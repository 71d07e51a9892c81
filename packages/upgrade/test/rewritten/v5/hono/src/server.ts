import { clerkClient, clerkMiddleware, getAuth } from '@acme/hono';
import { serve } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
};

const app = new Hono();
app.use(clerkMiddleware());

app.get('/who', (c) => {
  const auth = getAuth(c);
  return c.json({ userId: auth.userId, claims: auth.sessionClaims ? 'yes' : 'no' });
});

app.get('/own', (c) => c.json({ userId: getAuth(c).userId }));

app.get('/me', requireSignedIn, async (c) => {
  const user = await clerkClient.users.getUser(getAuth(c, { guarded: true }).userId);
  const { totalCount } = await clerkClient.users.getUserList();
  return c.json({ id: user.id, totalCount });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(JSON.stringify({ port }));
});
