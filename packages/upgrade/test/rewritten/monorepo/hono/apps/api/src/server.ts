import { getAuth } from '@acme/hono';
import { serve } from '@hono/node-server';
import { clerk, requireUser, withUser } from '@sample/auth';
import { Hono } from 'hono';
import { adminRoutes } from './admin.js';

const app = new Hono();
app.use(withUser);

app.get('/who', (c) => c.json({ userId: getAuth(c).userId }));

app.get('/people', requireUser, async (c) => {
  const { totalCount } = await clerk.users.getUserList({ limit: 1 });
  return c.json({ totalCount });
});

app.route('/admin', adminRoutes);

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(JSON.stringify({ port }));
});
