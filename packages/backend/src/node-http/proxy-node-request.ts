import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ProxyCall } from '../request/route-to-proxy.js';
import { nodeHead } from './node-head.js';
import { requestBody, type ReadBody } from './request-body.js';
import { appendHeaders } from './send-response.js';

/** Options of {@link proxyNodeRequest}. */
export interface ProxyNodeOptions {
  /** The body as a parser left it, if one has read it. */
  readonly read: ReadBody;
  /** Called before the first byte is sent; after it an error is no longer thrown, but ends the response. */
  readonly onAnswer?: () => void;
}

/** Headers that describe the encoded body; a parser has decoded it. */
const encodedBodyHeaders = ['content-encoding', 'content-length'];

function headersOf(request: IncomingMessage, contentType: string | undefined): Headers {
  const headers = new Headers();
  for (const [name, value] of nodeHead(request).headers()) headers.append(name, value);
  if (contentType === undefined) return headers;
  headers.set('content-type', contentType);
  for (const name of encodedBodyHeaders) headers.delete(name);
  return headers;
}

async function writeAnswer(answer: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  appendHeaders(
    response,
    answer.headers.getSetCookie().map((cookie) => ['set-cookie', cookie] as const),
  );
  if (!answer.body) response.end();
  // The types of Node and of the web describe the same object.
  else await pipeline(Readable.fromWeb(answer.body as never), response);
}

/** Ends a response when that of the Frontend API cannot be passed on. */
function giveUp(response: ServerResponse): void {
  // Only a broken connection shows the client that the response is not complete.
  if (response.headersSent || response.destroyed) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(502, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  const message = 'The answer of the Frontend API could not be passed on.';
  response.end(JSON.stringify({ errors: [{ code: 'proxy_request_failed', message }] }));
}

/**
 * Passes a request on to the Frontend API, and the response back; bodies are streamed both ways. The call ends when the client disconnects.
 * @throws {ConfigurationError} `proxy_body_consumed`, before anything is sent
 */
export async function proxyNodeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  call: ProxyCall,
  { read, onAnswer }: ProxyNodeOptions,
): Promise<void> {
  const { body, contentType } = requestBody(request, read);
  const gone = new AbortController();
  const leave = () => gone.abort();
  if (response.destroyed) leave();
  response.once('close', leave);
  const answer = await call({
    method: request.method ?? 'GET',
    headers: headersOf(request, contentType),
    body,
    signal: gone.signal,
  });
  onAnswer?.();
  try {
    await writeAnswer(answer, response);
  } catch {
    giveUp(response);
  } finally {
    response.removeListener('close', leave);
  }
}
