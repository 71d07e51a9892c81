import { createRequire } from 'node:module';
import * as esModule from '@acme/express';
import type {} from '@acme/express/env';
import { describeSamples } from 'adapter-kit';
import { startServer } from 'testing';
import { versions } from './server.js';

const ways = {
  'ES module': esModule,
  CommonJS: createRequire(import.meta.url)('@acme/express') as typeof esModule,
};
const withVersions = Object.entries(ways).flatMap(([way, sdk]) =>
  versions.map(([version, express]) => [`${way}, ${version}`, { sdk, express }] as const),
);

describeSamples('Express', Object.fromEntries(withVersions), ({ sdk, express }) => {
  const { clerkClient, clerkMiddleware, createClerkClient, getAuth, requireAuth } = sdk;
  type App = ReturnType<typeof express>;
  const serve = async (configure: (app: App) => void) => {
    const app = express();
    configure(app);
    return (await startServer(app, { hostname: 'localhost' })).url;
  };
  /** A client from options alone: `apiUrl` leads to the emulator. */
  const createClient = () =>
    createClerkClient({ secretKey: process.env['CLERK_SECRET_KEY'], apiUrl: process.env['CLERK_API_URL'] });

  const ofThePackage = () =>
    serve((app) => {
      app.get('/', async (_req, res) => {
        res.json(await clerkClient.users.getUserList());
      });
    });
  const ofItsOwn = () =>
    serve((app) => {
      const client = createClient();
      app.get('/', async (_req, res) => {
        res.json(await client.users.getUserList());
      });
    });
  const person = () =>
    serve((app) => {
      const client = createClient();
      app.use(clerkMiddleware());
      app.get('/', async (req, res) => {
        const { isAuthenticated, userId } = getAuth(req);
        if (!isAuthenticated) res.status(401).json({ error: 'Not signed in' });
        else res.json(await client.users.getUser(userId));
      });
    });
  return {
    'js-backend-sdk': {
      'the client of the package': ofThePackage,
      'a client of its own': ofItsOwn,
      'a client of its own, and then()': () =>
        serve((app) => {
          const client = createClient();
          app.get('/', (_req, res) => {
            client.sessions
              .getSessionList()
              .then((sessions) => res.json(sessions))
              .catch((error: unknown) => res.status(500).json(error));
          });
        }),
      'getAuth()': person,
    },
    'clerk-client': {
      'the client of the package': ofThePackage,
      'a client of its own': ofItsOwn,
      'access: req.auth': () =>
        serve((app) => {
          app.use(clerkMiddleware());
          app.get('/', (req, res) => void res.json(req.auth()));
        }),
      'getAuth()': person,
    },
    'express-quickstart': {
      'clerkMiddleware()': () =>
        serve((app) => {
          app.use(clerkMiddleware());
          app.get('/', (req, res) => void res.json({ userId: getAuth(req).userId }));
        }),
      'requireAuth()': () =>
        serve((app) => {
          app.get('/', requireAuth(), async (req, res) => {
            const { userId } = getAuth(req);
            res.json({ user: userId && (await clerkClient.users.getUser(userId)) });
          });
        }),
      'the type of req.auth': () =>
        serve((app) => {
          app.use(clerkMiddleware());
          app.get('/', ({ auth }, res) => void res.json(auth()));
        }),
    },
  };
});
