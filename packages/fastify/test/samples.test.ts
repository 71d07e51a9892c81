import { createRequire } from 'node:module';
import * as esModule from '@acme/fastify';
import { describeSamples } from 'adapter-kit';
import type { FastifyInstance } from 'fastify';
import { startServer } from 'testing';
import { makeApp } from './server.js';

const ways = {
  'ES module': esModule,
  CommonJS: createRequire(import.meta.url)('@acme/fastify') as typeof esModule,
};

describeSamples('Fastify', ways, ({ clerkClient, clerkPlugin, createClerkClient, getAuth }) => {
  const serve = async (configure: (app: FastifyInstance) => void) => {
    const app = makeApp();
    await app.register(clerkPlugin);
    configure(app);
    await app.ready();
    return (await startServer((request, response) => app.routing(request, response))).url;
  };
  const ofThePackage = () => serve((app) => app.get('/', () => clerkClient.users.getUserList()));
  const ofItsOwn = () =>
    serve((app) => {
      // From options alone: `apiUrl` leads to the emulator.
      const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
      const client = createClerkClient({ secretKey, apiUrl });
      app.get('/', () => client.users.getUserList());
    });
  return {
    'js-backend-sdk': { 'the client of the package': ofThePackage, 'a client of its own': ofItsOwn },
    'clerk-client': {
      'the client of the package': ofThePackage,
      'a client of its own': ofItsOwn,
      'access: getAuth()': () =>
        serve((app) => app.get('/', (request) => Promise.resolve({ userId: getAuth(request).userId }))),
      'getAuth()': () =>
        serve((app) =>
          app.post('/', async (request, reply) => {
            const { isAuthenticated, userId } = getAuth(request);
            if (!isAuthenticated) return reply.status(401).send({ error: 'Not signed in' });
            return reply.status(200).send(await clerkClient.users.getUser(userId));
          }),
        ),
    },
  };
});
