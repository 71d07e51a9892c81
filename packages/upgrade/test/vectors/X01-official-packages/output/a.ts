/// <reference types="@acme/express/env" />
import { clerkMiddleware, getAuth, type User } from "@acme/express";
import { verifyWebhook } from '@acme/express/webhooks'
import * as backend from '@acme/backend';
import type { ClerkMiddlewareOptions } from '@acme/express/types';
import { decodeJwt } from '@acme/backend/jwt';
import '@acme/hono';

// '@clerk/express' in a comment stays.
const text = 'npm install @clerk/express';
const lazy = () => import('@acme/fastify');
type Inline = import('@acme/backend').User;
export { isClerkAPIResponseError } from '@acme/backend/errors';
export * from '@acme/backend/internal';
declare module '@acme/express' {}
vi.mock('@acme/express', async () => ({ ...(await vi.importActual('@acme/express')) }));
const path = require.resolve('@acme/express/package.json');
app.use(clerkMiddleware());
app.get('/', (req, res) => res.json({ a: getAuth(req).userId, b: req.auth() }));
