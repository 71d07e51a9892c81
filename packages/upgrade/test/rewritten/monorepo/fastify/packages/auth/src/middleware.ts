import { clerkPlugin, getAuth } from '@acme/fastify';
import type { preHandlerAsyncHookHandler } from 'fastify';
import { clerk } from './client.js';

/** A plugin that each application registers once. */
export const withUser = clerkPlugin;

export const requireUser: preHandlerAsyncHookHandler = async (request, reply) => {
  if (!getAuth(request).isAuthenticated) return reply.code(401).send({ error: 'Unauthorized' });
};

/** Runs after `requireUser`. */
export const requireAda: preHandlerAsyncHookHandler = async (request, reply) => {
  const user = await clerk.users.getUser(getAuth(request, { guarded: true }).userId);
  if (user.firstName !== 'Ada') return reply.code(403).send({ error: 'Only Ada' });
};
