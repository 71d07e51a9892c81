// Compiled, never run: everything of the Express package fits routes whose parameters, body, query and locals have types of their own.
import { authenticateRequest, clerkClient, clerkMiddleware, getAuth, protect, requireAuth } from '@acme/express';
import { createServer, type IncomingMessage } from 'node:http';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { expectTypeOf } from 'vitest';

interface Params {
  id: string;
}
interface Body {
  readonly title: string;
}
interface Query {
  page?: string;
}
interface Locals {
  tenant: string;
}

const app = express();
app.use(clerkMiddleware()).use('/admin', requireAuth());
app.post<Params, Body, Body, Query, Locals>('/posts/:id', protect({ role: 'org:admin' }), requireAuth(), (req, res) => {
  expectTypeOf(req.params).toEqualTypeOf<Params>();
  expectTypeOf(getAuth(req).userId).toEqualTypeOf<string | null>();
  res.json({ title: res.locals.tenant });
});
// The parameters are inferred from the path, whatever guards stand before the handler.
app.get('/posts/:postId', protect(), (req, res) => {
  res.json([getAuth(req, { guarded: true }).userId, req.params.postId satisfies string | string[]]);
});
const handler: RequestHandler = clerkMiddleware();
const typed = (req: Request<Params, Body, Body, Query, Locals>, res: Response<Body, Locals>) =>
  res.json({ title: `${getAuth(req).sessionId} ${req.query.page}` });
app.use(handler).get('/typed/:id', typed);

/** Servers without Express. */
createServer((req: IncomingMessage, res) => {
  void clerkMiddleware()(req, res, () => res.end(getAuth(req).userId));
});
export const state = (request: IncomingMessage) => authenticateRequest({ clerkClient, request });
