// The servers of soak.js: Express, Fastify and Hono, each with a secret key and so with a key set of its own, and each with one
// route for people and one for API keys. Tells their ports, and the memory when asked.
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as ofExpress from '@acme/express';
import * as ofFastify from '@acme/fastify';
import * as ofHono from '@acme/hono';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';

const apiKey = { acceptsToken: /** @type {const} */ ('api_key') };
const guard = { token: /** @type {const} */ ('api_key') };
const portOf = (/** @type {import('node:net').AddressInfo | string | null} */ address) =>
  typeof address === 'object' && address ? address.port : 0;

/** In ms. Longer than a run: a connection that a server closes just when the next request comes is no wrong answer. */
const keepAliveTimeout = 3_600_000;

async function startExpress() {
  const app = express().use(ofExpress.clerkMiddleware({ secretKey: 'sk_live_soak_express' }));
  app.get('/me', ofExpress.protect(), (request, response) =>
    response.json({ userId: ofExpress.getAuth(request).userId }),
  );
  app.get('/job', ofExpress.protect(guard), (request, response) =>
    response.json({ userId: ofExpress.getAuth(request, apiKey).userId }),
  );
  const server = app.listen(0, '127.0.0.1');
  server.keepAliveTimeout = keepAliveTimeout;
  await once(server, 'listening');
  return portOf(server.address());
}

async function startFastify() {
  const app = fastify({ keepAliveTimeout });
  await app.register(ofFastify.clerkPlugin, { secretKey: 'sk_live_soak_fastify' });
  app.get('/me', { preHandler: ofFastify.protect() }, (request) =>
    Promise.resolve({ userId: ofFastify.getAuth(request).userId }),
  );
  app.get('/job', { preHandler: ofFastify.protect(guard) }, (request) =>
    Promise.resolve({ userId: ofFastify.getAuth(request, apiKey).userId }),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return portOf(app.server.address());
}

async function startHono() {
  const app = new Hono().use(ofHono.clerkMiddleware({ secretKey: 'sk_live_soak_hono' }));
  app.get('/me', ofHono.protect(), (c) => c.json({ userId: ofHono.getAuth(c).userId }));
  app.get('/job', ofHono.protect(guard), (c) => c.json({ userId: ofHono.getAuth(c, apiKey).userId }));
  const server = /** @type {import('node:http').Server} */ (
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  );
  server.keepAliveTimeout = keepAliveTimeout;
  await once(server, 'listening');
  return portOf(server.address());
}

process.send?.({ express: await startExpress(), fastify: await startFastify(), hono: await startHono() });
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on('message', () => {
  const longestPauseMs = delay.max / 1e6;
  globalThis.gc?.();
  delay.reset();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapUsed, rss, longestPauseMs });
});
process.on('disconnect', () => process.exit());
