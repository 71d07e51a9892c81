// One server for servers.js: `node server.js "express ours"`. Tells its port, and its CPU time in µs when asked.
import express from 'express';

/** @type {Readonly<Record<string, () => Promise<import('express').Express>>>} */
const servers = {
  'express bare': async () => {
    const app = express();
    return app.get('/', (_request, response) => answer(response, 'user_1'));
  },
  // What any middleware costs, by itself.
  'express empty middleware': async () => {
    const app = express().use((_request, _response, next) => next());
    return app.get('/', (_request, response) => answer(response, 'user_1'));
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
 * @param {import('express').Response} response
 * @param {string | null | undefined} userId
 */
function answer(response, userId) {
  response.status(userId ? 200 : 401).json({ userId });
}

const app = await servers[process.argv[2] ?? '']?.();
if (!app) throw new Error(`No such server: ${process.argv[2]}`);
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', () => process.exit());
