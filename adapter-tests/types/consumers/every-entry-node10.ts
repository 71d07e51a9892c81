// Compiled, never run: every entry under `moduleResolution: node` (node10), which reads `types` and `typesVersions`.
import { createClerkClient, verifyToken } from '@acme/backend';
import { createAuthenticator } from '@acme/backend/adapter';
import { users as userEndpoints } from '@acme/backend/endpoints';
import { isClerkAPIResponseError, type ClerkAPIResponseError } from '@acme/backend/errors';
import { createPathMatcher } from '@acme/backend/internal';
import { decodeJwt } from '@acme/backend/jwt';
import { nodeHead } from '@acme/backend/node-http';
import { toResponse } from '@acme/backend/web';
import { decode } from '@acme/backend/resources';
import { stateHeaderNames } from '@acme/backend/full-stack';
import { clerkFrontendApiProxy } from '@acme/backend/proxy';
import type { OAuthProvider } from '@acme/backend/types';
import { verifyWebhook } from '@acme/backend/webhooks';
import type { UserJSON } from '@acme/backend/wire';
import { createEmulator } from '@acme/emulator';
import { clerkMiddleware, getAuth } from '@acme/express';
import type { ClerkMiddlewareOptions } from '@acme/express/types';
import { verifyWebhook as verifyOnExpress } from '@acme/express/webhooks';
import { clerkPlugin } from '@acme/fastify';
import type { ClerkFastifyOptions } from '@acme/fastify/types';
import { verifyWebhook as verifyOnFastify } from '@acme/fastify/webhooks';
import { clerkMiddleware as onHono } from '@acme/hono';
import type { ClerkHonoVariables } from '@acme/hono/types';
import { verifyWebhook as verifyOnHono } from '@acme/hono/webhooks';
import { ClerkExpressWithAuth } from '@acme/node-legacy';
import Clerk from '@acme/node-legacy/instance';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';

const client = createClerkClient({ secretKey: '' });
const options: ClerkMiddlewareOptions = { clerkClient: client };
// Both entries must be declared by the same files: a client of one is an option of the other.
express()
  .use(clerkMiddleware({ clerkClient: client }))
  .use(clerkMiddleware(options))
  .use(ClerkExpressWithAuth());
void Fastify().register(clerkPlugin, { clerkClient: client } satisfies ClerkFastifyOptions);
new Hono<{ Variables: ClerkHonoVariables }>().use(onHono({ clerkClient: client }));
const failure = (error: unknown): ClerkAPIResponseError | undefined =>
  isClerkAPIResponseError(error) ? error : undefined;
const provider: OAuthProvider = 'google';
export const user = async (): Promise<UserJSON | null> => (await client.users.getUser('user_1')).raw;
export const used = [
  verifyToken,
  createAuthenticator,
  userEndpoints,
  createPathMatcher,
  decodeJwt,
  decode,
  nodeHead,
  toResponse,
  stateHeaderNames,
  clerkFrontendApiProxy,
  verifyWebhook,
  createEmulator,
  getAuth,
  verifyOnExpress,
  verifyOnFastify,
  verifyOnHono,
  new Clerk({ apiKey: '' }).users,
  failure,
  provider,
];
