import { clerkClient, getAuth } from '@acme/fastify';

/** Answers 401 to whoever is not signed in. */
async function requireSignedIn(request, reply) {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
}

export default async function teams(app) {
  app.addHook('preHandler', requireSignedIn);

  app.get('/', async (request) => {
    const { data } = await clerkClient.organizations.getOrganizationList();
    return { teams: data.map((team) => team.slug), by: getAuth(request).userId };
  });

  app.post('/', async (request, reply) => {
    const team = await clerkClient.organizations.createOrganization({
      name: request.body.name,
      createdBy: getAuth(request).userId,
    });
    return reply.code(201).send({ name: team.name, createdBy: team.createdBy });
  });
}
