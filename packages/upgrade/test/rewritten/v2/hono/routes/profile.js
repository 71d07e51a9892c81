const { clerkClient, getAuth } = require('@acme/hono');
const { Hono } = require('hono');

const profile = new Hono();

profile.get('/claims', (c) => c.json(getAuth(c).sessionClaims));

profile.get('/session', async (c) => {
  const found = await clerkClient.sessions.getSession(getAuth(c).sessionId);
  return c.json({ status: found.status });
});

module.exports = profile;
