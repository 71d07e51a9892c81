import { clerkMiddleware, getAuth } from '@acme/hono';
import { Hono } from 'hono';
const app = new Hono();
app.use('*', clerkMiddleware());
app.get('/', async (c) => { const clerk = c.get('clerk'); return c.json({ id: getAuth(c)?.userId, n: await clerk.users.getCount() }); });
export default app;
