// Compiled, never run: `getAuth` is typed by the kinds of token that are accepted.
import { getAuth, protect } from '@acme/express';
import * as fastify from '@acme/fastify';
import * as hono from '@acme/hono';
import type { Request } from 'express';
import type { FastifyRequest } from 'fastify';
import type { Context } from 'hono';
import { expectTypeOf } from 'vitest';

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

// Nothing is declared here, so any text may be asked for.
protect({ role: 'org:whatever', permission: 'org:any:thing' });
