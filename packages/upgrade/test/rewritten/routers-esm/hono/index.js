import { clerkMiddleware, getAuth } from '@acme/hono';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import teams from './routes/teams.js';
import account from './routes/account.js';

const app = new Hono();
app.use(clerkMiddleware());

app.get('/who', (c) => {
  const auth = getAuth(c);
  if (!auth.isAuthenticated) return c.json({ signedIn: false });
  return c.json({ signedIn: true, userId: auth.userId, template: typeof auth.getToken });
});

app.route('/teams', teams);
app.route('/account', account);

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(JSON.stringify({ port }));
});
