import { clerkMiddleware, getAuth } from '@clerk/hono';
import { verifyWebhook } from '@clerk/hono/webhooks';
import { Hono, type MiddlewareHandler } from 'hono';

const requireUser: MiddlewareHandler = async (c, next) => {
  if (!getAuth(c).userId) return c.json({ error: 'Sign in first' }, 401);
  await next();
};

export const app = new Hono();

app.post('/hooks', async (c) => {
  try {
    const event = await verifyWebhook(c);
    return c.json({ type: event.type, id: event.data.id });
  } catch {
    return c.json({ error: 'Bad signature' }, 400);
  }
});

app.use('*', clerkMiddleware());

app.get('/who', (c) => c.json({ userId: getAuth(c).userId }));

app.get('/me', requireUser, async (c) => {
  const { userId } = getAuth(c);
  const user = await c.get('clerk').users.getUser(userId ?? '');
  return c.json({ id: user.id });
});
