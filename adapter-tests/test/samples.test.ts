import { createRequire } from 'node:module';
import * as esModule from '@acme/backend';
import { getRequestListener } from '@hono/node-server';
import { describeSamples } from 'adapter-kit';
import { startServer } from 'testing';

const ways = {
  'ES module': esModule,
  CommonJS: createRequire(import.meta.url)('@acme/backend') as typeof esModule,
};

describeSamples('JavaScript', ways, ({ createClerkClient }) => {
  /** A client from options alone: `apiUrl` leads to the emulator. */
  const createClient = () =>
    createClerkClient({
      secretKey: process.env['CLERK_SECRET_KEY'],
      publishableKey: process.env['CLERK_PUBLISHABLE_KEY'],
      apiUrl: process.env['CLERK_API_URL'],
    });
  type Client = ReturnType<typeof createClient>;
  type Auth = ReturnType<Awaited<ReturnType<Client['authenticateRequest']>>['toAuth']>;
  type Authenticated = Request & { readonly auth: Auth };

  /** A server of Node.js that sets `request.auth`. */
  const serve = async (answer: (request: Authenticated, client: Client) => Promise<Response>) => {
    const client = createClient();
    const listener = getRequestListener(async (request) => {
      const auth = (await client.authenticateRequest(request)).toAuth();
      return answer(Object.assign(request, { auth }), client);
    });
    return (await startServer((request, response) => void listener(request, response))).url;
  };

  const users = () => serve(async (_request, client) => Response.json(await client.users.getUserList()));
  const errors = () =>
    serve(async (_request, client) => {
      try {
        return Response.json(await client.users.getUser('user_none'));
      } catch (error) {
        return Response.json(error instanceof Error && { ...error, name: error.name });
      }
    });
  const person = (stranger: () => Response) => () =>
    serve(async ({ auth }, client) => {
      if (!auth?.isAuthenticated || !('userId' in auth) || !auth.userId) return stranger();
      return Response.json({ user: await client.users.getUser(auth.userId) });
    });

  return {
    'js-backend-sdk': {
      'a client': users,
      errors,
      'request.auth': person(() => Response.json(null)),
    },
    'clerk-client': {
      'a client': users,
      'access: request.auth': () => serve(({ auth }) => Promise.resolve(Response.json(auth))),
      'request.auth': person(() => Response.json({ error: 'Unauthorized' }, { status: 401 })),
      'every option of createClerkClient()': () => {
        const client = createClerkClient({
          secretKey: process.env['CLERK_SECRET_KEY'],
          jwtKey: process.env['CLERK_JWT_KEY'],
          publishableKey: process.env['CLERK_PUBLISHABLE_KEY'],
          domain: 'app.example.com',
          isSatellite: false,
          satelliteAutoSync: false,
          proxyUrl: 'https://app.example.com/__clerk',
          sdkMetadata: { name: 'samples', version: '1.0.0' },
          telemetry: { disabled: true, debug: false },
          userAgent: 'samples/1.0.0',
          apiUrl: process.env['CLERK_API_URL'],
          apiVersion: 'v1',
          audience: ['https://app.example.com'],
          taskUrls: { 'choose-organization': '/choose-organization' },
        });
        return serve(async () => Response.json(await client.users.getUserList()));
      },
      errors,
    },
  };
});
