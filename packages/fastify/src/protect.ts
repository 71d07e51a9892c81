import { createRouteGuard, type Guard, type GuardOptions } from '@acme/backend/adapter';
import { carryOutVerdict, nodeHead } from '@acme/backend/node-http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestStates } from './get-auth.js';
import { responseOf } from './response-of.js';

/** A hook that lets a request through, or answers it. */
export type ProtectHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** The hook of a guard. */
export function hookOf(guard: Guard): ProtectHook {
  return async function protectRoute(request, reply) {
    const verdict = guard(requestStates.require(request), nodeHead(request.raw, request.originalUrl));
    carryOutVerdict(verdict, reply.raw, responseOf(reply));
    return verdict.kind === 'refuse' ? reply : undefined;
  };
}

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are redirected to sign-in where `signInUrl` is given;
 * `refusalPage` gives the page that others see. CORS preflights pass, for a CORS plugin
 * that is registered later.
 * @param given - what the route requires; all of it must hold. Default: somebody who is signed in
 * @throws {ConfigurationError} for unknown members and unusable values, `undefined` among them; `middleware_not_called`; and
 *   `middleware_missing`, when a request comes
 * @example
 * fastify.delete('/posts/:id', { preHandler: protect({ permission: 'org:posts:delete' }) }, handler);
 * fastify.post('/jobs', { preHandler: protect({ token: ['api_key', 'm2m_token'] }) }, handler);
 */
export function protect(...given: readonly [options?: GuardOptions]): ProtectHook {
  return hookOf(createRouteGuard(given, 'preHandler: protect()'));
}
