import { getAuth } from '@acme/hono';
import { requireAda, requireUser } from '@sample/auth';
import { Hono } from 'hono';

export const adminRoutes = new Hono();

adminRoutes.get('/', requireUser, requireAda, (c) => {
  const { userId, sessionId } = getAuth(c);
  return c.json({ userId, sessionId });
});
