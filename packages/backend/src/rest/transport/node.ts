import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Transport, TransportRequest, TransportResponse } from './contract.js';
import { abortReason, timeLimitReached } from './contract.js';
import { transport as sendByFetch } from './fetch.js';

type Protocol = 'http:' | 'https:';
type Start = (url: URL, options: RequestOptions) => ClientRequest;

const MAX_REDIRECTS = 20;
/** Enough for a busy server, few enough to spare the service's and our own file descriptors. */
const MAX_SOCKETS = 128;

const started: Partial<Record<Protocol, Start>> = {};

/** Loaded at the first call, because importing TLS takes longer than the rest of the package. */
async function load(protocol: Protocol): Promise<Start> {
  const { Agent, request } = protocol === 'https:' ? await import('node:https') : await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS, scheduling: 'lifo' });
  return (started[protocol] ??= (url, options) => request(url, { ...options, agent }));
}

/**
 * Node's own HTTP client with connections kept alive: a small fraction of the cost of `fetch`. `fetch` is used all the same
 * when somebody has replaced the global one, as tests and instrumentation do, and for forms.
 */
export const transport: Transport = (request) =>
  request.body instanceof Object || !isOriginalFetch() ? sendByFetch(request) : follow(request);

let known: unknown;
let isKnownOriginal = false;

/** Node's `fetch` is a function that loads undici; that it is there does not load it, and its source tells. */
function isOriginalFetch(): boolean {
  const { fetch } = globalThis;
  if (fetch !== known) {
    known = fetch;
    isKnownOriginal = typeof fetch === 'function' && /undici/i.test(Function.prototype.toString.call(fetch));
  }
  return isKnownOriginal;
}

async function follow(request: TransportRequest): Promise<TransportResponse> {
  const deadline = Date.now() + request.timeoutMs;
  let next = request;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const { message, body } = await exchange(next);
    const { location } = message.headers;
    const status = message.statusCode ?? 0;
    if (location === undefined || !redirects3xx.has(status)) return toResponse(message, body);
    next = { ...redirected(next, new URL(location, next.url), status), timeoutMs: deadline - Date.now() };
  }
  throw new TypeError(`More than ${MAX_REDIRECTS} redirects.`);
}

const redirects3xx: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** @see {@link https://fetch.spec.whatwg.org/#http-redirect-fetch | Fetch Standard, HTTP-redirect fetch} */
function redirected(request: TransportRequest, url: URL, status: number): TransportRequest {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError('Redirected to something else than HTTP.');
  const becomesGet = status === 303 ? request.method !== 'GET' : status < 303 && request.method === 'POST';
  const isForeign = url.origin !== new URL(request.url).origin;
  // Another origin must not get the secret key.
  const dropped = new Set([...(isForeign ? ['authorization'] : []), ...(becomesGet ? ['content-type'] : [])]);
  return {
    ...request,
    url: url.href,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !dropped.has(name))),
    ...(becomesGet ? { method: 'GET', body: undefined } : {}),
  };
}

interface Exchange {
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

async function exchange({ method, url, headers, body, timeoutMs, signal }: TransportRequest): Promise<Exchange> {
  const target = new URL(url);
  const protocol = target.protocol === 'https:' ? 'https:' : 'http:';
  const start = started[protocol] ?? (await load(protocol));
  if (signal?.aborted) throw abortReason(signal);
  return new Promise((resolve, reject) => {
    const request = start(target, { method, headers: { ...headers, 'accept-encoding': 'gzip, br' } });
    const timer = setTimeout(() => request.destroy(timeLimitReached(timeoutMs)), timeoutMs);
    const abort = () => request.destroy(abortReason(signal));
    signal?.addEventListener('abort', abort, { once: true });
    request.on('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    });
    request.on('error', reject);
    request.on('response', (message: IncomingMessage) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('error', reject);
      message.on('end', () => {
        clearTimeout(timer);
        resolve({ message, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
      });
    });
    request.end(body);
  });
}

async function toResponse(message: IncomingMessage, body: Buffer): Promise<TransportResponse> {
  const { headers, statusCode = 0, statusMessage = '' } = message;
  const encoding = headers['content-encoding'];
  const content = encoding === undefined || body.length === 0 ? body : await decompress(body, encoding);
  return {
    status: statusCode,
    statusText: statusMessage,
    header: (name) => [headers[name] ?? []].flat().join(', ') || null,
    text: content.toString('utf8'),
  };
}

async function decompress(body: Buffer, encoding: string): Promise<Buffer> {
  const { brotliDecompress, gunzip } = await import('node:zlib');
  const { promisify } = await import('node:util');
  if (encoding === 'gzip') return promisify(gunzip)(body);
  if (encoding === 'br') return promisify(brotliDecompress)(body);
  if (encoding === 'identity') return body;
  throw new TypeError('The answer has a content encoding that was not asked for.');
}
