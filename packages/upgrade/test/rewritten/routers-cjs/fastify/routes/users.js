const { clerkClient, getAuth } = require('@acme/fastify');
const { requireLogin } = require('../middleware/auth');

module.exports = async (app) => {
  app.addHook('preHandler', requireLogin);

  app.get('/me', async (request) => {
    const user = await clerkClient.users.getUser(getAuth(request).userId);
    return { id: user.id, image: Boolean(user.imageUrl) };
  });

  app.get('/', async () => {
    const { data } = await clerkClient.users.getUserList({ orderBy: 'created_at', limit: 10 });
    const [first, ...others] = data;
    return { first: first.id, others: others.length };
  });

  app.patch('/me', async (request) => {
    const user = await clerkClient.users.updateUser(getAuth(request).userId, { lastName: request.body.lastName });
    return { lastName: user.lastName };
  });
};
