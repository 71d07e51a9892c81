import type { DecidedResponse, HeaderList } from '@acme/backend/adapter';
import type { FastifyReply } from 'fastify';

/** Adds headers to an answer that the application will send. A name that comes twice keeps both values. */
export function addHeaders(reply: FastifyReply, headers: HeaderList): void {
  for (const [name, value] of headers) {
    const before = name === 'set-cookie' ? undefined : reply.getHeader(name);
    // Fastify itself collects cookies.
    void reply.header(name, before === undefined ? value : `${String(before)}, ${value}`);
  }
}

/** Sends an answer that the decision made. Its `Cache-Control` replaces any that was set before: it must not be cached. */
export function sendReply(reply: FastifyReply, { status, headers, body }: DecidedResponse): FastifyReply {
  void reply.removeHeader('cache-control');
  addHeaders(reply, headers);
  return reply.code(status).send(body);
}
