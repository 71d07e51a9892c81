const { getAuth } = require('@acme/fastify');

const clerkOptions = {
  authorizedParties: process.env.PARTIES ? process.env.PARTIES.split(',') : undefined,
};

async function requireLogin(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Please sign in' });
}

module.exports = { clerkOptions, requireLogin };
