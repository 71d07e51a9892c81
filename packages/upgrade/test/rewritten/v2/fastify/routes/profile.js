const { clerkClient, getAuth } = require('@acme/fastify');

module.exports = async (app) => {
  app.get('/claims', async (request) => getAuth(request).sessionClaims);

  app.get('/session', async (request) => {
    const found = await clerkClient.sessions.getSession(getAuth(request).sessionId);
    return { status: found.status };
  });
};
