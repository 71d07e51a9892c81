const Fastify = require('fastify');
const { clerkClient, clerkPlugin, getAuth } = require('@acme/fastify');
const { isClerkAPIResponseError } = require('@acme/backend/errors');
const profile = require('./routes/profile');

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
}

const app = Fastify();
app.register(clerkPlugin);

app.setErrorHandler((error, _request, reply) => {
  if (isClerkAPIResponseError(error)) return reply.code(error.status ?? 502).send(error.errors);
  return reply.send(error);
});

// Anybody may look; who is signed in is greeted.
app.get('/', async (request) => {
  const auth = getAuth(request);
  return { hello: auth.isAuthenticated ? auth.userId : 'stranger' };
});

app.get('/me', { preHandler: requireSignedIn }, async (request) => {
  const auth = getAuth(request);
  const user = await clerkClient.users.getUser(auth.userId);
  return { id: user.id, session: auth.sessionId };
});

app.get('/people', { preHandler: requireSignedIn }, async () => {
  const { data: people } = await clerkClient.users.getUserList({ limit: 10 });
  return people.map((person) => person.id);
});

app.register(
  async (scope) => {
    scope.addHook('preHandler', requireSignedIn);
    scope.register(profile);
  },
  { prefix: '/profile' },
);

module.exports = app;

if (require.main === module) {
  app.listen({ port: Number(process.env.PORT || 3000) }).then(() => console.log(JSON.stringify(app.server.address())));
}
