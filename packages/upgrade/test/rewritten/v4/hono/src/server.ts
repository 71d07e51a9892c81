import { clerkClient, clerkMiddleware, createClerkClient, getAuth, type User } from '@acme/hono';
import { serve } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { adminRoutes } from './routes/admin.js';

/** Answers 401 to whoever is not signed in. */
const requireSignedIn: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
};

const own = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL });
const app = new Hono();

app.use(clerkMiddleware({ signInUrl: '/sign-in' }));

app.get('/who', (c) => {
  const auth = getAuth(c);
  if (!auth.isAuthenticated) return c.json({ userId: null });
  return c.json({ userId: auth.userId, issuer: auth.sessionClaims.iss });
});

app.get('/people', requireSignedIn, async (c) => {
  const people: User[] = (await clerkClient.users.getUserList({ limit: 10 })).data;
  const [first] = (await own.users.getUserList({ limit: 1 })).data;
  return c.json({ ids: people.map(({ id }) => id), first: first?.id });
});

app.use('/admin/*', requireSignedIn);
app.route('/admin', adminRoutes);

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(JSON.stringify({ port }));
});
