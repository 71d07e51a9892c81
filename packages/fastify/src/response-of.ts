import type { NodeResponse } from '@acme/backend/node-http';
import type { FastifyReply } from 'fastify';

/** A reply as the functions for Node.js responses take it. What they send goes through Fastify's hooks and log. */
export const responseOf = (reply: FastifyReply): NodeResponse => ({
  set statusCode(status: number) {
    reply.statusCode = status;
  },
  getHeader: (name) => reply.getHeader(name),
  // Fastify would add a cookie to those that are part of the value.
  setHeader: (name, value) => reply.removeHeader(name).header(name, value),
  removeHeader: (name) => reply.removeHeader(name),
  end: (body) => reply.send(body),
});
