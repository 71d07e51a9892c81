// Every adapter without a network: real requests and responses of Node.js on sockets that are none.
import { IncomingMessage, ServerResponse } from 'node:http';
import * as onExpress from '@acme/express';
import * as onFastify from '@acme/fastify';
import * as onHono from '@acme/hono';
import { ClerkExpressRequireAuth, ClerkExpressWithAuth } from '@acme/node-legacy';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';

/**
 * An answer, as far as it is looked at.
 * @typedef {{ status: number, text: string }} Answer
 * @typedef {(made: import('./requests.js').Made, answer: (answer: Answer) => void) => void} Send
 */

const nothing = () => undefined;
/** What frameworks ask of a socket. */
const socket = {
  encrypted: false,
  remoteAddress: '127.0.0.1',
  readable: true,
  writable: true,
  destroyed: false,
  on: nothing,
  once: nothing,
  off: nothing,
  removeListener: nothing,
  destroy: nothing,
  setTimeout: nothing,
  cork: nothing,
  uncork: nothing,
};

/**
 * @param {(request: IncomingMessage, response: ServerResponse) => unknown} listener
 * @returns {Send}
 */
function overNode(listener) {
  return ({ method, path, headers }, answer) => {
    const request = new IncomingMessage(/** @type {any} */ (socket));
    request.method = method;
    request.url = path;
    request.httpVersion = '1.1';
    request.httpVersionMajor = 1;
    request.httpVersionMinor = 1;
    request.headers = headers;
    request.rawHeaders = Object.entries(headers).flat();
    request.complete = true;
    request.push(null);
    const response = new ServerResponse(request);
    // Nothing is ever flushed, so the end is seen where it is asked for.
    response.end = /** @type {any} */ (
      (/** @type {unknown} */ chunk) => {
        answer({
          status: response.statusCode,
          text: typeof chunk === 'string' || Buffer.isBuffer(chunk) ? String(chunk) : '',
        });
        return response;
      }
    );
    listener(request, response);
  };
}

/** @typedef {import('@acme/express').ClerkMiddlewareOptions} Options */
// Each adapter hands its own kind of request to the function, hence `any`.
/** @typedef {Options | ((request: any) => Options)} Source */

/** @param {Source} source @returns {Send} */
function startExpress(source) {
  const app = express();
  app.use(onExpress.clerkMiddleware(source));
  const pass = (/** @type {any} */ request, /** @type {any} */ response) =>
    response.json({ userId: onExpress.getAuth(request).userId, passed: true });
  app.all('/guarded', onExpress.protect(), pass);
  app.all('/admin', onExpress.protect({ role: 'org:admin' }), pass);
  app.all('/machine', onExpress.protect({ token: 'api_key' }), (_request, response) =>
    response.json({ userId: 'user_key' }),
  );
  app.use((request, response) => response.json({ userId: onExpress.getAuth(request).userId }));
  app.use(
    /** @type {import('express').ErrorRequestHandler} */ ((error, _request, response, _next) => fail(response, error)),
  );
  return overNode(app);
}

/** An error that reached the framework is one that was thrown. @param {any} response @param {any} error */
const fail = (response, error) => response.status(500).end(`THROWN ${error?.stack}`);

/** @param {Source} source @returns {Send} */
function startLegacy(source) {
  const { frontendApiProxy, strict, ...options } = typeof source === 'function' ? {} : /** @type {any} */ (source);
  const app = express();
  app.use(
    '/guarded',
    ClerkExpressRequireAuth({ ...options, onError: (/** @type {Error} */ error) => error }),
    (request, response) => {
      response.json({ userId: /** @type {any} */ (request).auth.userId });
    },
  );
  app.use(ClerkExpressWithAuth({ ...options, onError: () => undefined }));
  app.use((request, response) => response.json({ userId: /** @type {any} */ (request).auth.userId }));
  app.use(
    /** @type {import('express').ErrorRequestHandler} */ (
      (error, _request, response, _next) =>
        error.statusCode === 401 ? response.status(401).end('') : fail(response, error)
    ),
  );
  return overNode(app);
}

/** @param {Source} source @returns {Promise<Send>} */
async function startFastify(source) {
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) => reply.code(500).send(`THROWN ${/** @type {Error} */ (error).stack}`));
  await app.register(
    onFastify.clerkPlugin,
    /** @type {any} */ (typeof source === 'function' ? { options: source } : source),
  );
  const pass = async (/** @type {any} */ request) => ({ userId: onFastify.getAuth(request).userId, passed: true });
  app.all('/guarded', { preHandler: onFastify.protect() }, pass);
  app.all('/admin', { preHandler: onFastify.protect({ role: 'org:admin' }) }, pass);
  app.all('/machine', { preHandler: onFastify.protect({ token: 'api_key' }) }, async () => ({ userId: 'user_key' }));
  app.all('/*', async (request) => ({ userId: onFastify.getAuth(request).userId }));
  await app.ready();
  return overNode((request, response) => app.routing(request, response));
}

/** @param {Source} source @returns {Send} */
function startHono(source) {
  const app = new Hono();
  app.onError((error, c) => c.text(`THROWN ${error.stack}`, 500));
  app.use(onHono.clerkMiddleware(source));
  const pass = (/** @type {import('hono').Context} */ c) => c.json({ userId: onHono.getAuth(c).userId, passed: true });
  app.all('/guarded', onHono.protect(), pass);
  app.all('/admin', onHono.protect({ role: 'org:admin' }), pass);
  app.all('/machine', onHono.protect({ token: 'api_key' }), (c) => c.json({ userId: 'user_key' }));
  app.all('*', (c) => c.json({ userId: onHono.getAuth(c).userId }));
  return ({ method, path, headers }, answer) => {
    const request = new Request(`http://localhost${path}`, { method, headers });
    Promise.resolve(app.fetch(request)).then(async (response) =>
      answer({ status: response.status, text: response.body ? await response.text() : '' }),
    );
  };
}

/** @type {readonly { name: string, start: (source: Source) => Send | Promise<Send>, isLegacy?: true }[]} */
export const adapters = [
  { name: 'express', start: startExpress },
  { name: 'fastify', start: startFastify },
  { name: 'hono', start: startHono },
  { name: 'node-legacy', start: startLegacy, isLegacy: true },
];
