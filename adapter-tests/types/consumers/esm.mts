// Compiled, never run: every entry point from an ES module.
import { createClerkClient, verifyToken } from '@acme/backend';
import { createAuthenticator } from '@acme/backend/adapter';
import { isClerkAPIResponseError } from '@acme/backend/errors';
import { createPathMatcher } from '@acme/backend/internal';
import { decodeJwt } from '@acme/backend/jwt';
import { nodeHead } from '@acme/backend/node-http';
import { toResponse } from '@acme/backend/web';
import { stateHeaderNames } from '@acme/backend/full-stack';
import { clerkFrontendApiProxy } from '@acme/backend/proxy';
import { verifyWebhook } from '@acme/backend/webhooks';
import type { UserJSON } from '@acme/backend/wire';
import { createEmulator } from '@acme/emulator';
import { clerkMiddleware, getAuth } from '@acme/express';
import type { ClerkMiddlewareOptions } from '@acme/express/types';
import { verifyWebhook as verifyOnExpress } from '@acme/express/webhooks';
import { clerkPlugin } from '@acme/fastify';
import { verifyWebhook as verifyOnFastify } from '@acme/fastify/webhooks';
import { clerkMiddleware as onHono } from '@acme/hono';
import { verifyWebhook as verifyOnHono } from '@acme/hono/webhooks';
import clerk, { ClerkExpressWithAuth, users, type WithAuthProp } from '@acme/node-legacy';
import Clerk from '@acme/node-legacy/instance';
import express, { type Request } from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';

const options: ClerkMiddlewareOptions = { strict: true };
express()
  .use(clerkMiddleware(options))
  .use(ClerkExpressWithAuth())
  .get('/', (req, res) => {
    res.json([getAuth(req).userId, (req as WithAuthProp<Request>).auth.claims?.sub]);
  });
await Fastify().register(clerkPlugin, { hookName: 'onRequest' });
new Hono().use(onHono());
const user: UserJSON | null = (await createClerkClient().users.getUser('user_1')).raw;
const [first] = await users.getUserList();
export const used = [
  user,
  first?.id,
  clerk.sessions,
  new Clerk({ apiKey: '' }).users,
  verifyToken,
  createAuthenticator,
  isClerkAPIResponseError,
  createPathMatcher,
  decodeJwt,
  nodeHead,
  toResponse,
  stateHeaderNames,
  clerkFrontendApiProxy,
  verifyWebhook,
  verifyOnExpress,
  verifyOnFastify,
  verifyOnHono,
  createEmulator,
];
