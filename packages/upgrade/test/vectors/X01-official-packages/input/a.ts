/// <reference types="@clerk/express/env" />
import { clerkMiddleware, getAuth, type User } from "@clerk/express";
import { verifyWebhook } from '@clerk/express/webhooks'
import * as backend from '@clerk/backend';
import type { ClerkMiddlewareOptions } from '@clerk/express/types';
import { decodeJwt } from '@clerk/backend/jwt';
import '@clerk/hono';

// '@clerk/express' in a comment stays.
const text = 'npm install @clerk/express';
const lazy = () => import('@clerk/fastify');
type Inline = import('@clerk/backend').User;
export { isClerkAPIResponseError } from '@clerk/backend/errors';
export * from '@clerk/backend/internal';
declare module '@clerk/express' {}
vi.mock('@clerk/express', async () => ({ ...(await vi.importActual('@clerk/express')) }));
const path = require.resolve('@clerk/express/package.json');
app.use(clerkMiddleware());
app.get('/', (req, res) => res.json({ a: getAuth(req).userId, b: req.auth() }));
