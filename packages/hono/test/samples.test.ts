import { createRequire } from 'node:module';
import * as esModule from '@acme/hono';
import { describeSamples } from 'adapter-kit';
import type { Hono } from 'hono';
import { makeApp, serve as listen } from './server.js';

const ways = {
  'ES module': esModule,
  CommonJS: createRequire(import.meta.url)('@acme/hono') as typeof esModule,
};

describeSamples('Hono', ways, ({ clerkClient, clerkMiddleware, createClerkClient, getAuth }) => {
  const serve = (configure: (app: Hono) => void) => {
    const app = makeApp();
    app.use(clerkMiddleware());
    configure(app);
    return listen(app);
  };
  return {
    'clerk-client': {
      'the client of the package': () =>
        serve((app) => app.get('/', async (c) => c.json(await clerkClient.users.getUserList()))),
      'a client of its own': () =>
        serve((app) => {
          // From options alone: `apiUrl` leads to the emulator.
          const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
          const client = createClerkClient({ secretKey, apiUrl });
          app.get('/', async (c) => c.json(await client.users.getUserList()));
        }),
      'access: getAuth()': () => serve((app) => app.get('/', (c) => c.json({ userId: getAuth(c).userId }))),
      'getAuth()': () =>
        serve((app) =>
          app.get('/', async (c) => {
            const { isAuthenticated, userId } = getAuth(c);
            if (!isAuthenticated) return c.json({ error: 'Not signed in' }, 401);
            return c.json({ user: await clerkClient.users.getUser(userId) });
          }),
        ),
    },
  };
});
