import { getAuth } from '@hono/clerk-auth';
import { Hono } from 'hono';

export const me = new Hono();

me.get('/', async (c) => {
  const auth = getAuth(c);
  if (!auth?.userId) return c.json({ message: 'You are not logged in.' }, 401);
  const clerkClient = c.get('clerk');
  const user = await clerkClient.users.getUser(auth.userId);
  return c.json({ id: user.id, sessionId: auth.sessionId });
});
