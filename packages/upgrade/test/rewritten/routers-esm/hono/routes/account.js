import { clerkClient, getAuth } from '@acme/hono';
import { Hono } from 'hono';
import { currentUser } from '../lib/current-user.js';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(c, next) {
  if (!getAuth(c).isAuthenticated) return c.json({ error: 'Unauthorized' }, 401);
  await next();
}

const router = new Hono();

router.get('/', requireSignedIn, async (c) => {
  const user = await currentUser(c);
  return c.json({ id: user.id });
});

router.get('/sessions', requireSignedIn, async (c) => {
  const sessions = await clerkClient.sessions.getSessionList({ userId: getAuth(c).userId });
  return c.json({ sessions: sessions.totalCount });
});

export default router;
