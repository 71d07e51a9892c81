// One of the processes of key-store.js: a server that has just started.
import { once } from 'node:events';
import { readFile, rename, writeFile } from 'node:fs/promises';
import KeyvRedis from '@keyv/redis';
import { createKeyStore } from '@acme/backend/key-store';
import { clerkMiddleware, getAuth } from '@acme/express';
import express from 'express';
import { Keyv } from 'keyv';

const { name, redisUrl, file, options, jwtKey } = JSON.parse(process.argv[2] ?? '{}');

/** A directory that several processes share would do. */
const fileStore = {
  get: async () => readFile(file, 'utf8').catch(() => undefined),
  set: async (/** @type {string} */ _, /** @type {unknown} */ value) => {
    await writeFile(`${file}.new`, String(value));
    await rename(`${file}.new`, file);
  },
};

function redisStore() {
  const store = new Keyv({ store: new KeyvRedis(redisUrl) });
  store.on('error', () => undefined);
  return store;
}

/** @type {Readonly<Record<string, () => object>>} */
const middlewares = {
  'without a store': () => clerkMiddleware(options),
  'keys in a file': () => clerkMiddleware({ ...options, keyStore: createKeyStore(fileStore) }),
  'keys in Redis': () => clerkMiddleware({ ...options, keyStore: createKeyStore(redisStore()) }),
  'a pinned key': () => clerkMiddleware({ ...options, jwtKey }),
};

const app = express();
const create = middlewares[name];
if (create) app.use(/** @type {import('express').RequestHandler} */ (create()));
app.get('/', (req, res) => {
  res.json({ userId: create ? getAuth(req).userId : null });
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.send?.(typeof address === 'object' && address ? address.port : 0);
/** @type {NodeJS.CpuUsage | undefined} */
let before;
process.on('message', () => {
  const { user, system } = process.cpuUsage(before);
  process.send?.((user + system) / 1000);
  before = process.cpuUsage();
});
process.on('disconnect', () => process.exit());
