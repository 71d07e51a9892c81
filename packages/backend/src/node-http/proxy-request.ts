import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConfigurationError } from '../errors.js';
import type { ProxyCall } from '../request/authenticator.js';
import { nodeHead } from './node-head.js';

/** Methods that a body may come with; the others are passed on without one. */
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function bodyOf(request: IncomingMessage): ReadableStream | null {
  if (withoutBody.has(request.method ?? 'GET')) return null;
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0') return null;
  if (request.readableEnded || request.readableDidRead) {
    throw new ConfigurationError(
      'proxy_body_consumed',
      'The request body was read before the Frontend API proxy could pass it on. Register the Clerk middleware before body parsers, or, in Fastify, with hookName: "onRequest".',
    );
  }
  // The types of Node and of the web describe the same object.
  return Readable.toWeb(request) as unknown as ReadableStream;
}

/**
 * Passes a request on to the Frontend API, and its answer back; bodies are streamed both ways.
 * @throws {ConfigurationError} `proxy_body_consumed`
 */
export async function proxyNodeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  target: string | undefined,
  call: ProxyCall,
): Promise<void> {
  const head = nodeHead(request, target);
  const host = request.headers.host ?? 'localhost';
  const url = head.url.replace(/^(https?:\/\/)localhost(?=\/)/, (_, scheme: string) => `${scheme}${host}`);
  const body = bodyOf(request);
  const init: RequestInit & { duplex?: 'half' } = {
    method: head.method,
    headers: new Headers([...head.headers()].map(([name, value]): [string, string] => [name, value])),
    ...(body && { body, duplex: 'half' }),
  };
  const answer = await call(new Request(url, init));
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  for (const cookie of answer.headers.getSetCookie()) response.appendHeader('set-cookie', cookie);
  if (!answer.body) response.end();
  // A client that leaves early ends both streams; that is no fault of anybody's here.
  else await pipeline(Readable.fromWeb(answer.body as never), response).catch(() => response.destroy());
}
