import { refusalOf, type ProtectOptions } from '@acme/backend/adapter';
import { nodeHead } from '@acme/backend/node-http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireState } from './request-state.js';
import { sendReply } from './send-reply.js';

/**
 * Guards a route: 401 with `WWW-Authenticate` without a valid credential, 403 if it does not suffice, 503 with `Retry-After` if it
 * could not be checked. Page navigations are sent to sign-in where `signInUrl` is given.
 * @param options - what the route asks for; everything given must hold. Nothing: somebody who is signed in.
 * @throws {ConfigurationError} `middleware_missing`, when a request comes
 * @example
 * fastify.delete('/posts/:id', { preHandler: protect({ permission: 'org:posts:delete' }) }, handler);
 * fastify.post('/jobs', { preHandler: protect({ token: ['api_key', 'm2m_token'] }) }, handler);
 */
export function protect(
  options: ProtectOptions = {},
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  return async function protectRoute(request, reply) {
    const refusal = refusalOf(requireState(request), nodeHead(request.raw, request.originalUrl), options);
    return refusal && sendReply(reply, refusal);
  };
}
