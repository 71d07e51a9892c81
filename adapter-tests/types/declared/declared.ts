// Compiled, never run: what an application declares once holds in every adapter.
import { verifyToken } from '@acme/backend';
import { getAuth, protect, type ProtectOptions } from '@acme/express';
import * as fastify from '@acme/fastify';
import * as hono from '@acme/hono';
import type { Request } from 'express';
import type { FastifyRequest } from 'fastify';
import type { Context } from 'hono';

declare global {
  interface ClerkAuthorization {
    role: 'org:admin' | 'org:member';
    permission: 'org:posts:read' | 'org:posts:delete';
  }
  interface CustomJwtSessionClaims {
    readonly department?: 'sales' | 'support';
  }
  interface UserPublicMetadata {
    readonly theme?: 'light' | 'dark';
  }
}

declare const req: Request;
declare const request: FastifyRequest;
declare const c: Context;

protect({ role: 'org:admin', permission: 'org:posts:delete' });
fastify.protect({ permission: 'org:posts:read' });
hono.protect({ permission: 'org:posts:delete' });
// @ts-expect-error -- no such role
protect({ role: 'org:owner' });
// @ts-expect-error -- no such permission
fastify.protect({ permission: 'org:posts:write' });
// @ts-expect-error -- no such permission
hono.protect({ permission: 'org:posts:write' });
// @ts-expect-error -- no such option
export const unknown: ProtectOptions = { permissions: ['org:posts:read'] };

for (const auth of [getAuth(req), fastify.getAuth(request), hono.getAuth(c)]) {
  auth.has({ role: 'org:member' });
  // @ts-expect-error -- no such role
  auth.has({ role: 'org:owner' });
  const department: 'sales' | 'support' | undefined = auth.sessionClaims?.department;
  // @ts-expect-error -- not that type
  const wrong: number | undefined = auth.sessionClaims?.department;
  export_(department, wrong);
}

export async function claims(token: string): Promise<'sales' | 'support' | undefined> {
  return (await verifyToken(token, {})).department;
}

export async function metadata(): Promise<'light' | 'dark' | undefined> {
  return (await c.get('clerk').users.getUser('user_1')).publicMetadata.theme;
}

declare function export_(...values: unknown[]): void;
