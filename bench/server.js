// One server for servers.js: `node server.js "express ours"`. Tells its port, and its CPU time in µs when asked.
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import express from 'express';
import { createByHand } from './by-hand.js';

const pem = process.env.CLERK_JWT_KEY ?? '';
const publicKey = createPublicKey(pem);
const userByHand = createByHand(pem, 'https://app.example.com');
/** Where the middlewares by hand store the user. */
const userKey = Symbol('user');

/** @param {unknown} request */
const storedUser = (request) => ({ userId: /** @type {{ [userKey]?: string | null }} */ (request)[userKey] ?? null });

/**
 * Nothing but the signature check of the session cookie: what no authentication can do without.
 * @param {string | undefined} cookie
 */
function check(cookie = '') {
  const token = cookie.slice(cookie.lastIndexOf('__session=') + '__session='.length);
  const end = token.lastIndexOf('.');
  const data = Buffer.from(token.slice(0, end), 'latin1');
  if (!verify('RSA-SHA256', data, publicKey, Buffer.from(token.slice(end + 1), 'base64url')))
    throw new Error('wrong signature');
}

/** @type {Readonly<Record<string, () => Promise<import('express').Express>>>} */
const servers = {
  'express bare': async () => {
    const app = express();
    return app.get('/', (_request, response) => answer(response, 'user_1'));
  },
  // The same again: how finely the figures can be read.
  'express bare again': async () => {
    const app = express();
    return app.get('/', (_request, response) => answer(response, 'user_1'));
  },
  // What any middleware costs, by itself.
  'express empty middleware': async () => {
    const app = express().use((_request, _response, next) => next());
    return app.get('/', (_request, response) => answer(response, 'user_1'));
  },
  'express check alone': async () => {
    const app = express().use((request, _response, next) => {
      check(request.headers.cookie);
      next();
    });
    return app.get('/', (_request, response) => answer(response, 'user_1'));
  },
  'express by hand': async () => {
    const app = express().use((request, _response, next) => {
      Object.assign(request, { [userKey]: userByHand(request.headers.cookie) });
      next();
    });
    return app.get('/', (request, response) => answer(response, storedUser(request).userId));
  },
  'express ours': async () => {
    const { clerkMiddleware, getAuth } = await import('@acme/express');
    const app = express().use(clerkMiddleware());
    return app.get('/', (request, response) => answer(response, getAuth(request).userId));
  },
  'express official': async () => {
    const { clerkMiddleware, getAuth } = await import('@clerk/express');
    const app = express().use(clerkMiddleware());
    return app.get('/', (request, response) => answer(response, getAuth(request).userId));
  },
};

/**
 * @param {import('fastify').FastifyPluginCallback<never> | undefined} plugin
 * @param {(request: unknown) => { userId: string | null }} getAuth
 * @param {import('fastify').onRequestHookHandler | undefined} onRequest
 */
async function startFastify(plugin, getAuth = () => ({ userId: 'user_1' }), onRequest = undefined) {
  const { default: Fastify } = await import('fastify');
  const fastify = Fastify();
  if (plugin) await fastify.register(plugin);
  if (onRequest) fastify.addHook('onRequest', onRequest);
  fastify.get('/', (request, reply) => {
    const { userId } = getAuth(request);
    return reply.code(userId ? 200 : 401).send({ userId });
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return fastify.server;
}

/** @param {import('hono').MiddlewareHandler | undefined} middleware */
async function startHono(
  middleware,
  getAuth = (/** @type {unknown} */ _context) => ({ userId: /** @type {string | null} */ ('user_1') }),
) {
  const { Hono } = await import('hono');
  const { serve } = await import('@hono/node-server');
  const app = new Hono();
  if (middleware) app.use(middleware);
  app.get('/', (c) => {
    const { userId } = getAuth(c);
    return c.json({ userId }, userId ? 200 : 401);
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  return server;
}

/** @type {Readonly<Record<string, () => Promise<import('node:net').Server>>>} */
const others = {
  'fastify bare': () => startFastify(undefined),
  'fastify check alone': () =>
    startFastify(undefined, undefined, (request, _reply, next) => {
      check(request.headers.cookie);
      next();
    }),
  'fastify by hand': () =>
    startFastify(undefined, /** @type {never} */ (storedUser), (request, _reply, next) => {
      Object.assign(request, { [userKey]: userByHand(request.headers.cookie) });
      next();
    }),
  'fastify ours': async () => {
    const { clerkPlugin, getAuth } = await import('@acme/fastify');
    return startFastify(/** @type {never} */ (clerkPlugin), /** @type {never} */ (getAuth));
  },
  'fastify official': async () => {
    const { clerkPlugin, getAuth } = await import('@clerk/fastify');
    return startFastify(/** @type {never} */ (clerkPlugin), /** @type {never} */ (getAuth));
  },
  'hono bare': () => startHono(undefined),
  'hono check alone': () =>
    startHono((c, next) => {
      check(c.req.header('cookie'));
      return next();
    }),
  'hono by hand': () =>
    startHono((c, next) => {
      Object.assign(c, { [userKey]: userByHand(c.req.header('cookie')) });
      return next();
    }, /** @type {never} */ (storedUser)),
  'hono ours': async () => {
    const { clerkMiddleware, getAuth } = await import('@acme/hono');
    return startHono(clerkMiddleware(), /** @type {never} */ (getAuth));
  },
  'hono official': async () => {
    const { clerkMiddleware, getAuth } = await import('@clerk/hono');
    const jwtKey = process.env.CLERK_JWT_KEY ?? '';
    return startHono(/** @type {never} */ (clerkMiddleware({ jwtKey })), /** @type {never} */ (getAuth));
  },
};

/**
 * @param {import('express').Response} response
 * @param {string | null | undefined} userId
 */
function answer(response, userId) {
  response.status(userId ? 200 : 401).json({ userId });
}

const name = process.argv[2] ?? '';

/** @returns {Promise<import('node:net').Server>} */
async function start() {
  const other = others[name];
  if (other) return other();
  const app = await servers[name]?.();
  if (!app) throw new Error(`No such server: ${name}`);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const server = await start();
const address = server.address();
process.send?.(typeof address === 'object' && address ? address.port : 0);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', () => process.exit());
