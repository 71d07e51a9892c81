const { getAuth } = require('@acme/fastify');
const { requireLogin } = require('../middleware/auth');

const notes = new Map();

module.exports = async (app) => {
  app.get('/', async (request) => {
    const { userId } = getAuth(request);
    return { notes: userId ? notes.get(userId) || [] : [] };
  });

  app.get('/mine', { preHandler: requireLogin }, async (request) => notes.get(getAuth(request).userId) || []);

  app.post('/mine', { preHandler: requireLogin }, async (request, reply) => {
    const { userId } = getAuth(request);
    notes.set(userId, [...(notes.get(userId) || []), request.body.text]);
    return reply.code(201).send(notes.get(userId));
  });
};
