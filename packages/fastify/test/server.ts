import { defineAdapter, type Adapter, type Certificate, type Options, type Setup } from 'adapter-kit';
import Fastify, { type FastifyInstance, type FastifyRequest, type onRequestHookHandler } from 'fastify';
import type { Http2Server } from 'node:http2';
import { startServer } from 'testing';
import { onTestFinished } from 'vitest';
import {
  clerkClient,
  clerkPlugin,
  getAuth,
  protect,
  authServerMetadataHandlerClerk,
  protectedResourceHandlerClerk,
} from '../src/index.js';
import { verifyWebhook } from '../src/webhooks.js';

/** What a server is built with: this package, or one with the same names. */
export interface Package {
  readonly clerkPlugin: typeof clerkPlugin;
  readonly getAuth: typeof getAuth;
  readonly verifyWebhook: typeof verifyWebhook;
}
const own: Package = { clerkPlugin, getAuth, verifyWebhook };

/** An application that answers errors with their code, closed at the end of the test. */
export function makeApp(): FastifyInstance {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.setErrorHandler(({ name, code, message }: Error & { code?: string }, _request, reply) =>
    reply.code(500).send({ name, code, message }),
  );
  return app;
}

const pass = () => Promise.resolve({ passed: true });

/** `protect(undefined)` is a mistake, and not the same as `protect()`. */
const guardOf = ({ guard, protect: options }: Setup) =>
  (guard ?? (options ? protect(options) : protect())) as onRequestHookHandler;

/** Reads and parses bodies before the plugin runs. */
function parseBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
    parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.addContentTypeParser('image/png', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
}

/** What @fastify/cors does. */
function addCors(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET',
    });
    return request.method === 'OPTIONS' ? reply.code(204).send() : undefined;
  });
  app.options('*', (_request, reply) => reply.callNotFound());
}

/** Routes that get the bytes of a body. */
async function addRawRoutes(app: FastifyInstance, { verifyWebhook }: Package): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post('/body', (request) => Promise.resolve({ text: String(request.body) }));
    scope.post('/webhooks', (request) => verifyWebhook(request));
    done();
  });
}

/** Starts the server that `Start` of the kit describes. */
export async function startFastify(
  setup: Setup,
  hookName?: 'onRequest' | 'preHandler',
  use: Package = own,
): Promise<string> {
  const app = makeApp();
  if (setup.parsesBodies) parseBodies(app);
  const { options } = setup;
  const hook = setup.corsAfterGuard ? 'onRequest' : hookName;
  const given = { ...(typeof options === 'function' ? { options } : options), ...(hook && { hookName: hook }) };
  if (!setup.without) await app.register(use.clerkPlugin, given);
  if (setup.twice) await app.register(use.clerkPlugin, given);
  app.get('/who', (request, reply) => {
    const { accepts: kind, cached } = request.query as { accepts?: string; cached?: string };
    if (cached !== undefined) void reply.header('cache-control', 'public, s-maxage=600');
    const asked = kind ? { acceptsToken: kind } : setup.getAuth;
    // Copied, because an answer is written by the schema of what it is.
    return Promise.resolve({ ...(asked ? use.getAuth(request, asked as never) : use.getAuth(request)) });
  });
  if (setup.corsAfterGuard) {
    app.addHook('onRequest', guardOf(setup));
    addCors(app);
    app.get('/data', pass);
  } else app.all('/guarded', { preHandler: guardOf(setup) }, pass);
  app.get<{ Params: { id: string } }>('/client/:id', async ({ clerk, params: { id }, url }) => {
    const [user] = await Promise.all(
      (url.endsWith('?twice') ? [id, id] : [id]).map((each) => clerk.users.getUser(each)),
    );
    return { id: user?.id };
  });
  await addRawRoutes(app, use);
  await app.ready();
  const { url } = await startServer((request, response) => app.routing(request, response), { hostname: 'localhost' });
  return url;
}

const startWebhooks =
  (prepare: (app: FastifyInstance) => void = () => undefined) =>
  async (signingSecret: readonly string[]): Promise<string> => {
    const app = makeApp();
    prepare(app);
    app.post('/webhooks', (request) =>
      verifyWebhook(request, { signingSecret }).catch(({ name, code }: Error & { code?: string }) => ({ name, code })),
    );
    return `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhooks`;
  };

const asBuffer = (app: FastifyInstance) => {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
};
/** As plugins for raw bodies do it: the text beside the parsed body. */
const withRawBody = (app: FastifyInstance) => {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request: FastifyRequest, text, done) => {
    Object.assign(request, { rawBody: text });
    done(null, JSON.parse(String(text)));
  });
};
const withoutBody = (app: FastifyInstance) => {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', (_request, stream, done) => {
    stream.resume();
    stream.on('end', () => done(null, undefined));
  });
};

async function startHttp2(options: Options, certificate: Certificate | undefined): Promise<Http2Server> {
  // The types of Fastify follow the protocol; what is called here is the same for each.
  const app = (certificate
    ? Fastify({ http2: true, https: certificate })
    : Fastify({ http2: true })) as unknown as FastifyInstance;
  await app.register(clerkPlugin, options);
  app.get('/who', (request) => Promise.resolve({ ...getAuth(request) }));
  await app.ready();
  return app.server as unknown as Http2Server;
}

/**
 * The package at each hook of Fastify.
 * @see {@link https://github.com/clerk/javascript/issues/1350} why an application may want the earlier one
 */
export const adapters: readonly Adapter[] = (['onRequest', 'preHandler'] as const).map((hookName) =>
  defineAdapter({
    name: `Fastify at ${hookName}`,
    start: (setup) => startFastify(setup, hookName),
    framework: { refusesUnusualHosts: false, parsesListsInForms: false, preflight: 204 },
    guards: { protect, needsNoMiddleware: false },
    webhooks: {
      verified: {
        'a parser that gives bytes': startWebhooks(asBuffer),
        'rawBody beside the parsed body': startWebhooks(withRawBody),
      },
      parsed: { 'the usual parser': startWebhooks() },
      unavailable: { 'a parser that drops the body': startWebhooks(withoutBody) },
    },
    metadata: async (resource, server) => {
      const app = makeApp();
      app.all('/resource', protectedResourceHandlerClerk(resource));
      app.all('/server', authServerMetadataHandlerClerk(server));
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
    http2: { Fastify: startHttp2 },
    handMade: { getAuth: getAuth as never, make: (auth) => ({ auth }) },
    requestClient: true,
    exportedClient: clerkClient,
  }),
);
