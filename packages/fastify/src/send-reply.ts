import { contentHeaders, type DecidedResponse, type HeaderList } from '@acme/backend/adapter';
import { keepCacheControl, withholdBody } from '@acme/backend/node-http';
import type { FastifyReply } from 'fastify';

/** Adds headers to an answer. A name that comes twice keeps both values. */
function addHeaders(reply: FastifyReply, headers: HeaderList): void {
  for (const [name, value] of headers) {
    const before = name === 'set-cookie' ? undefined : reply.getHeader(name);
    // Fastify itself collects cookies.
    void reply.header(name, before === undefined ? value : `${String(before)}, ${value}`);
  }
}

/** Adds the headers of a decision; its `Cache-Control` replaces that of the application. */
export function addDecidedHeaders(reply: FastifyReply, headers: HeaderList): void {
  for (const [name, value] of headers) if (name === 'cache-control') keepCacheControl(reply.raw, value);
  addHeaders(
    reply,
    headers.filter(([name]) => name !== 'cache-control'),
  );
}

/** Sends an answer that the decision or a guard made. Its `Cache-Control` replaces one that was set before: it must not be cached. */
export function sendReply(reply: FastifyReply, { status, headers, body }: DecidedResponse): FastifyReply {
  void reply.removeHeader('cache-control');
  addHeaders(reply, headers);
  return reply.code(status).send(body);
}

/**
 * Sends only status and headers of the answer to a CORS preflight: nobody is signed in, and browsers read nothing else. It holds for what
 * handlers send or return, and for what they write to the Node.js response.
 */
export function withholdPayload(reply: FastifyReply): void {
  const send = reply.send.bind(reply);
  reply.send = () => {
    for (const name of contentHeaders) reply.removeHeader(name);
    if (reply.statusCode >= 200 && reply.statusCode < 300) void reply.code(204);
    return send();
  };
  withholdBody(reply.raw);
}
