const { clerkClient, clerkPlugin, getAuth } = require('@acme/fastify');
const Fastify = require('fastify');
const serverless = require('serverless-http');

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
}

const app = Fastify();
app.register(clerkPlugin);

app.get('/lambda/who', async (request) => ({ userId: getAuth(request).userId || null }));

app.get('/lambda/count', { preHandler: requireSignedIn }, async (request) => {
  const { data: people } = await clerkClient.users.getUserList();
  return { count: people.length, by: getAuth(request).userId };
});

const answer = serverless(/** @type {any} */ (app));

module.exports.handler = async (event, context) => {
  await app.ready();
  return answer(event, context);
};
