import { clerkClient, getAuth } from '@acme/hono';
import { Hono } from 'hono';

export const adminRoutes = new Hono();

adminRoutes.get('/session', (c) => {
  const { sessionId, sessionClaims } = getAuth(c);
  return c.json({ sessionId, subject: sessionClaims?.sub });
});

adminRoutes.get('/count', async (c) => {
  const { data: list } = await clerkClient.users.getUserList();
  return c.json({ count: list.length });
});
