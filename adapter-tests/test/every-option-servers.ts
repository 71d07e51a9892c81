import type { MiddlewareOptions } from '@acme/backend/adapter';
import * as onExpress from '@acme/express';
import { verifyWebhook as verifyOnExpress } from '@acme/express/webhooks';
import * as onFastify from '@acme/fastify';
import { verifyWebhook as verifyOnFastify } from '@acme/fastify/webhooks';
import * as onHono from '@acme/hono';
import { verifyWebhook as verifyOnHono } from '@acme/hono/webhooks';
import { ClerkExpressRequireAuth, ClerkExpressWithAuth } from '@acme/node-legacy';
import { getRequestListener } from '@hono/node-server';
import express5 from 'express';
import express4 from 'express4';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { startServer, type RunningServer } from 'testing';

// Servers with every option and every kind of route. All of them answer `{ userId }` where somebody may be signed in.

/** What the servers are made with. */
export interface Site {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly jwtKey: string;
  readonly apiUrl: string;
  readonly webhookSecret: string;
}

const frontendApiProxy = { enabled: (url: URL) => !url.pathname.includes('blocked') };

/** Sets of options that differ from one another in what matters. */
export function optionSets({ secretKey, publishableKey, apiUrl, jwtKey }: Site): readonly MiddlewareOptions[] {
  const keys = { secretKey, publishableKey, apiUrl };
  const strict = {
    ...keys,
    strict: true,
    authorizedParties: ['https://app.example.com'],
    trustedForwardedHosts: ['app.example.com'],
    organizationSyncOptions: {
      organizationPatterns: ['/orgs/:slug', '/orgs/:slug/(.*)'],
      personalAccountPatterns: ['/me', '/me/(.*)'],
    },
    machineTokenCache: { ttlMs: 60_000 },
    signInUrl: 'https://app.example.com/sign-in',
    timeoutMs: 3_000,
    frontendApiProxy,
  };
  const satellite = {
    ...keys,
    isSatellite: true,
    domain: 'satellite.example.com',
    signInUrl: 'https://app.example.com/sign-in',
    satelliteAutoSync: true,
  };
  return [
    strict,
    satellite,
    { ...keys, frontendApiProxy: { enabled: true, path: '/fapi' } },
    { publishableKey, jwtKey },
  ];
}

/** Takes turns, so that what one request leaves behind meets another set of options. */
function inTurns<T>(sets: readonly T[]): () => T {
  let turn = 0;
  return () => sets[(turn += 1) % sets.length] as T;
}

type Source = MiddlewareOptions | (() => MiddlewareOptions);
const guards = {
  '/guarded': {},
  '/admin': { role: 'org:admin' },
  '/delete': { permission: 'org:posts:delete' },
  '/machine': { token: ['api_key', 'm2m_token', 'oauth_token'] },
  '/page': { signInUrl: '/sign-in' },
} as const;

function startExpress(express: typeof express5, source: Source, { webhookSecret }: Site): Promise<RunningServer> {
  const app = express();
  app.use(onExpress.clerkMiddleware(source));
  for (const [path, asked] of Object.entries(guards)) {
    app.all(path, onExpress.protect(asked), (_req, res) => void res.json({ passed: true }));
  }
  app.post('/json', express.json(), (req, res) => void res.json({ body: typeof req.body }));
  app.post('/webhooks', express.raw({ type: () => true }), (req, res, next) => {
    verifyOnExpress(req, { signingSecret: webhookSecret }).then(({ type }) => res.json({ type }), next);
  });
  app.use((req, res) => void res.json({ userId: onExpress.getAuth(req).userId }));
  return startServer(app);
}

function startLegacy(site: Site): Promise<RunningServer> {
  const { secretKey, publishableKey, apiUrl } = site;
  const app = express5();
  app.use('/guarded', ClerkExpressRequireAuth({ secretKey, publishableKey, apiUrl }), (_req, res) => {
    res.json({ passed: true });
  });
  app.use(ClerkExpressWithAuth({ secretKey, publishableKey, apiUrl }));
  app.use((req, res) => void res.json({ userId: (req as unknown as { auth: { userId: string } }).auth.userId }));
  return startServer(app);
}

async function startFastify(
  source: Source,
  hookName: 'onRequest' | 'preHandler',
  { webhookSecret }: Site,
): Promise<RunningServer> {
  const app: FastifyInstance = Fastify();
  await app.register(onFastify.clerkPlugin, {
    ...(typeof source === 'function' ? { options: source } : source),
    hookName,
  });
  for (const [path, asked] of Object.entries(guards)) {
    app.all(path, { preHandler: onFastify.protect(asked) }, () => Promise.resolve({ passed: true }));
  }
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post('/webhooks', async (request) => ({
      type: (await verifyOnFastify(request, { signingSecret: webhookSecret })).type,
    }));
    done();
  });
  app.post('/json', (request) => Promise.resolve({ body: typeof request.body }));
  app.all('/*', (request) => Promise.resolve({ userId: onFastify.getAuth(request).userId }));
  await app.ready();
  const server = await startServer((request, response) => app.routing(request, response));
  return { ...server, close: () => server.close().then(() => app.close()) };
}

function startHono(source: Source, { webhookSecret }: Site): Promise<RunningServer> {
  const app = new Hono();
  // Hono's own handler prints every error.
  app.onError((_error, c) => c.text('Internal Server Error', 500));
  app.use(onHono.clerkMiddleware(source));
  for (const [path, asked] of Object.entries(guards)) {
    app.all(path, onHono.protect(asked), (c) => c.json({ passed: true }));
  }
  app.post('/json', async (c) => c.json({ body: typeof (await c.req.json()) }));
  app.post('/webhooks', async (c) => c.json({ type: (await verifyOnHono(c, { signingSecret: webhookSecret })).type }));
  app.all('*', (c) => c.json({ userId: onHono.getAuth(c).userId }));
  return startServer((request, response) => void getRequestListener(app.fetch)(request, response));
}

/** Every adapter, with options as an object and as a function. */
export function everyOptionServers(
  site: Site,
): readonly (readonly [name: string, start: () => Promise<RunningServer>])[] {
  const sets = optionSets(site);
  const [strict = {}, satellite = {}] = sets;
  const e4 = express4 as unknown as typeof express5;
  return [
    ['express 5', () => startExpress(express5, strict, site)],
    ['express 5, options in turns', () => startExpress(express5, inTurns(sets), site)],
    ['express 5, satellite', () => startExpress(express5, satellite, site)],
    ['express 4', () => startExpress(e4, strict, site)],
    ['express 4, options in turns', () => startExpress(e4, inTurns(sets), site)],
    ['fastify, onRequest', () => startFastify(strict, 'onRequest', site)],
    ['fastify, preHandler', () => startFastify(strict, 'preHandler', site)],
    ['fastify, options in turns', () => startFastify(inTurns(sets), 'preHandler', site)],
    ['hono', () => startHono(strict, site)],
    ['hono, options in turns', () => startHono(inTurns(sets), site)],
    ['node-legacy', () => startLegacy(site)],
  ];
}
