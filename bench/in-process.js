// What an adapter adds to a request without a network: requests are handed to Express, Fastify and Hono in one process, so that figures hold
// on a busy machine too. A server in use pays more, because other work fills the processor's caches; floor.js measures that.
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { createByHand } from './by-hand.js';
import { signInBrowsers } from './fleet.js';
import { loads } from './loads.js';
import { report } from './report.js';
import { jwtKey, publishableKey } from './session-tokens.js';

Object.assign(process.env, {
  CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_SECRET_KEY: 'sk_live_bench',
  CLERK_JWT_KEY: jwtKey,
});
const { clerkMiddleware, getAuth } = await import('@acme/express');
const { clerkPlugin, getAuth: getFastifyAuth } = await import('@acme/fastify');
const { clerkMiddleware: onEachContext, getAuth: getHonoAuth } = await import('@acme/hono');

const batchSize = 2000;
const batches = process.argv.includes('--quick') ? 12 : 40;
const warmUps = 8;
// More than the 10 000 tokens that are kept, so that one which comes again is forgotten.
const cookies = await signInBrowsers(24_000);
const socket = new Socket();
const userKey = Symbol('user');
let answers = 0;

/** @param {unknown} userId */
function answer(userId) {
  if (!userId) throw new Error('Nobody is signed in.');
  answers += 1;
}

/** @param {string} cookie */
function createExchange(cookie) {
  const request = new IncomingMessage(socket);
  const headers = ['host', 'app.example.com', 'accept', 'application/json', 'cookie', cookie];
  Object.assign(request, { method: 'GET', url: '/', httpVersionMajor: 1, rawHeaders: headers });
  // The parser of Node.js calls this.
  /** @type {any} */ (request)._addHeaderLines(headers, headers.length);
  return /** @type {const} */ ([request, new ServerResponse(request)]);
}

/** @param {(request: any) => unknown} read @param {any} [middleware] */
function onExpress(read, middleware) {
  const app = express();
  if (middleware) app.use(middleware);
  app.get('/', (request) => answer(read(request)));
  return (/** @type {string} */ cookie) => void app(.../** @type {[any, any]} */ (createExchange(cookie)));
}

/** @param {(request: any) => unknown} read @param {{ plugin?: any, hook?: any }} [added] */
async function onFastify(read, { plugin, hook } = {}) {
  const app = Fastify();
  if (plugin) await app.register(plugin);
  if (hook) app.addHook('preHandler', hook);
  app.get('/', (request, reply) => {
    answer(read(request));
    reply.hijack();
  });
  await app.ready();
  return (/** @type {string} */ cookie) => void app.routing(.../** @type {[any, any]} */ (createExchange(cookie)));
}

/** @param {(context: any) => unknown} read @param {import('hono').MiddlewareHandler} [middleware] */
function onHono(read, middleware) {
  const app = new Hono();
  if (middleware) app.use(middleware);
  app.get('/', (context) => {
    answer(read(context));
    return context.body(null);
  });
  return (/** @type {string} */ cookie) =>
    void app.fetch(new Request('http://app.example.com/', { headers: { accept: 'application/json', cookie } }));
}

const userByHand = createByHand(jwtKey, 'https://app.example.com');
const byHand = (/** @type {any} */ request, /** @type {unknown} */ _response, /** @type {() => void} */ next) => {
  request[userKey] = userByHand(request.headers.cookie);
  next();
};
const stored = (/** @type {any} */ request) => request[userKey];
const byHandOnHono = async (/** @type {any} */ context, /** @type {() => Promise<void>} */ next) => {
  context[userKey] = userByHand(context.req.header('cookie'));
  await next();
};

/** @type {Readonly<Record<string, Readonly<Record<string, (cookie: string) => void>>>>} */
const frameworks = {
  express: {
    bare: onExpress(() => 'user'),
    'by hand': onExpress(stored, byHand),
    ours: onExpress((request) => getAuth(request).userId, clerkMiddleware()),
  },
  fastify: {
    bare: await onFastify(() => 'user'),
    'by hand': await onFastify(stored, { hook: byHand }),
    ours: await onFastify((request) => getFastifyAuth(request).userId, { plugin: clerkPlugin }),
  },
  hono: {
    bare: onHono(() => 'user'),
    'by hand': onHono(stored, byHandOnHono),
    ours: onHono((context) => getHonoAuth(context).userId, onEachContext()),
  },
};

/** CPU time of one batch, in µs per request. */
async function measure(/** @type {(cookie: string) => void} */ run, /** @type {() => string} */ nextCookie) {
  const wanted = answers + batchSize;
  const before = process.cpuUsage();
  for (let request = 0; request < batchSize; request += 1) {
    run(nextCookie());
    // As on a server: what waits for a promise goes on before the next request.
    if (request % 20 === 0) await null;
  }
  if (answers < wanted) await new Promise((resolve) => setImmediate(() => resolve(undefined)));
  const { user, system } = process.cpuUsage(before);
  if (answers < wanted) throw new Error(`${String(wanted - answers)} requests were not answered.`);
  return (user + system) / batchSize;
}

/** What disturbs a batch only ever adds to it. @param {readonly number[]} times */
const quietQuarter = (times) => [...times].sort((left, right) => left - right)[times.length >> 2] ?? Number.NaN;

for (const [framework, kinds] of Object.entries(frameworks))
  for (const name of ['tokens seen before', 'tokens never seen']) {
    const load = loads[name] ?? ((request) => request);
    const contestants = Object.entries(kinds).map(([kind, run]) => {
      let requests = 0;
      const nextCookie = () => cookies[load(requests++) % cookies.length] ?? '';
      return { kind, run, nextCookie, times: /** @type {number[]} */ ([]) };
    });
    for (let batch = 0; batch < batches; batch += 1)
      for (const { run, nextCookie, times } of contestants) {
        const time = await measure(run, nextCookie);
        if (batch >= warmUps) times.push(time);
      }
    const [bare = 0, hand = 0] = contestants.map(({ times }) => quietQuarter(times));
    report(
      `${framework} without a network, ${name}, Node ${process.version}`,
      contestants.map(({ kind, times }) => ({
        name: kind,
        'CPU µs': quietQuarter(times),
        added: quietQuarter(times) - bare,
        'added to by hand': (quietQuarter(times) - bare) / (hand - bare),
      })),
    );
  }
process.exit();
