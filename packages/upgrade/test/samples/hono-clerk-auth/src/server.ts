import { clerkMiddleware, getAuth } from '@hono/clerk-auth';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { me } from './me.js';

const app = new Hono();

app.use('*', clerkMiddleware());

app.get('/who', (c) => {
  const auth = getAuth(c);
  return c.json({ userId: auth?.userId ?? null });
});
app.route('/me', me);

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(JSON.stringify({ port }));
});
