// Compiled, never run: `getAuth` is typed by the kinds of token that are accepted.
import type { RequestState, TokenType } from '@acme/backend';
import { clerkMiddleware, getAuth, protect, type ClerkClient } from '@acme/express';
import * as fastify from '@acme/fastify';
import * as hono from '@acme/hono';
import type { Request } from 'express';
import type { FastifyRequest } from 'fastify';
import type { Context } from 'hono';
import { expectTypeOf } from 'vitest';

const guarded = { guarded: true } as const;
declare const req: Request;
declare const request: FastifyRequest;
declare const c: Context;

for (const auth of [getAuth(req), fastify.getAuth(request), hono.getAuth(c), c.get('clerkAuth')()]) {
  expectTypeOf(auth.tokenType).toEqualTypeOf<'session_token'>();
  expectTypeOf(auth.userId).toEqualTypeOf<string | null>();
  if (auth.isAuthenticated) expectTypeOf(auth.userId).toEqualTypeOf<string>();
  else expectTypeOf(auth.userId).toEqualTypeOf<null>();
  // @ts-expect-error -- only machines have it
  void auth.scopes;
}

const machine = { acceptsToken: 'api_key' } as const;
for (const auth of [getAuth(req, machine), fastify.getAuth(request, machine), hono.getAuth(c, machine)]) {
  expectTypeOf(auth.tokenType).toEqualTypeOf<'api_key'>();
  if (auth.isAuthenticated) expectTypeOf(auth.id).toEqualTypeOf<string>();
  // @ts-expect-error -- only sessions have it
  void auth.sessionId;
}

const several = { acceptsToken: ['session_token', 'm2m_token'] } as const;
for (const auth of [getAuth(req, several), fastify.getAuth(request, several), hono.getAuth(c, several)]) {
  expectTypeOf(auth.tokenType).toEqualTypeOf<'session_token' | 'm2m_token' | null>();
  if (auth.tokenType === 'm2m_token' && auth.isAuthenticated) expectTypeOf(auth.machineId).toEqualTypeOf<string>();
  if (auth.tokenType === 'session_token' && auth.isAuthenticated) expectTypeOf(auth.userId).toEqualTypeOf<string>();
}

const any = { acceptsToken: 'any' } as const;
for (const auth of [getAuth(req, any), fastify.getAuth(request, any), hono.getAuth(c, any)]) {
  if (auth.tokenType === 'oauth_token' && auth.isAuthenticated) expectTypeOf(auth.clientId).toEqualTypeOf<string>();
}

// Behind a guard somebody is signed in: getAuth says so, and is an error otherwise.
for (const auth of [getAuth(req, guarded), fastify.getAuth(request, guarded), hono.getAuth(c, guarded)]) {
  expectTypeOf(auth.isAuthenticated).toEqualTypeOf<true>();
  expectTypeOf(auth.userId).toEqualTypeOf<string>();
}
for (const auth of [
  getAuth(req, { guarded: true, acceptsToken: 'api_key' }),
  hono.getAuth(c, { ...machine, ...guarded }),
])
  expectTypeOf(auth.id).toEqualTypeOf<string>();
for (const auth of [fastify.getAuth(request, { ...several, ...guarded }), getAuth(req, { ...any, ...guarded })])
  expectTypeOf(auth.isAuthenticated).toEqualTypeOf<true>();
expectTypeOf(getAuth(req, { guarded: false }).userId).toEqualTypeOf<string | null>();
expectTypeOf(getAuth(req, { guarded: undefined, ...machine }).tokenType).toEqualTypeOf<'api_key'>();

// What authenticateRequest answers is typed by the kinds of token as well.
export async function states(client: ClerkClient, incoming: globalThis.Request): Promise<void> {
  const userId = (await client.authenticateRequest(incoming)).toAuth()?.userId;
  expectTypeOf(userId).toEqualTypeOf<string | null | undefined>();
  const state = await client.authenticateRequest(incoming, { acceptsToken: 'session_token' });
  if (state.isAuthenticated) expectTypeOf(state.toAuth().userId).toEqualTypeOf<string>();
  const key = await client.authenticateRequest(incoming, { acceptsToken: 'api_key' });
  if (key.isAuthenticated) expectTypeOf(key.toAuth().name).toEqualTypeOf<string>();
  const either = (
    await client.authenticateRequest(incoming, { acceptsToken: ['session_token', 'm2m_token'] })
  ).toAuth();
  if (either?.tokenType === 'm2m_token' && either.isAuthenticated)
    expectTypeOf(either.machineId).toEqualTypeOf<string>();
  const every: RequestState<TokenType> = await client.authenticateRequest(incoming, { acceptsToken: 'any' });
  expectTypeOf(every.status).toEqualTypeOf<'signed-in' | 'signed-out' | 'handshake'>();
  clerkMiddleware({ clerkClient: client });
}

// @ts-expect-error -- a constant that may be missing is no permission
protect({ permission: undefined });

// Nothing is declared here, so any text may be asked for.
protect({ role: 'org:whatever', permission: 'org:any:thing' });
