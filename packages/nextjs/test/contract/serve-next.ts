import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external.js';
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external.js';
import { getCloneableBody, requestToBodyStream } from 'next/dist/server/body-streams.js';
import { adapter } from 'next/dist/server/web/adapter.js';
import { HeadersAdapter } from 'next/dist/server/web/spec-extension/adapters/headers.js';
import { signalFromNodeResponse } from 'next/dist/server/web/spec-extension/adapters/next-request.js';
import { toNodeOutgoingHttpHeaders } from 'next/dist/server/web/utils.js';
import { getRelativeURL } from 'next/dist/shared/lib/router/utils/relativize-url.js';
import type { NextFetchEvent, NextRequest } from 'next/server.js';
import { startServer } from 'testing';

/** A route handler of the App Router. */
export type RouteHandler = (request: Request) => Promise<Response>;
/** An API route of the Pages Router. */
export type ApiRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An application of Next.js: what is in `proxy.ts`, and one route for all paths. */
export interface Application {
  readonly proxy: ((request: NextRequest, event: NextFetchEvent) => Promise<Response>) | undefined;
  readonly route: { readonly app: RouteHandler } | { readonly pages: ApiRoute };
}

/** A request on its way from the socket to the application. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The address as Next.js has it: the server's own name, with whatever the client calls it in `Host`. */
  readonly url: string;
}

const hasNoBody = (method: string | undefined) => method === 'GET' || method === 'HEAD';

/** @see next/dist/server/base-server.js */
function addForwardedHeaders({ headers, socket }: IncomingMessage): void {
  headers['x-forwarded-host'] ??= headers.host ?? 'localhost';
  headers['x-forwarded-port'] ??= String(socket.localPort);
  headers['x-forwarded-proto'] ??= 'http';
  headers['x-forwarded-for'] ??= socket.remoteAddress;
}

const bytesOf = (body: Readable) =>
  requestToBodyStream({ ReadableStream }, Uint8Array, body) as ReadableStream<Uint8Array>;

/** Runs `proxy.ts` with what Next.js itself runs it with. @see next/dist/server/web/sandbox/sandbox.js */
async function runProxy(proxy: NonNullable<Application['proxy']>, { request, response, url }: Exchange) {
  const body = hasNoBody(request.method) ? undefined : getCloneableBody(request);
  const result = await adapter({
    page: '/proxy',
    handler: proxy,
    request: {
      headers: request.headers,
      method: request.method ?? 'GET',
      nextConfig: {},
      url,
      signal: signalFromNodeResponse(response),
      waitUntil: () => undefined,
      ...(body && { body: bytesOf(body.cloneBodyStream()) }),
    },
  });
  return { answer: result.response, keepBody: () => body?.finalize() };
}

/** Gives the application the headers that the middleware wants it to see. @see next/dist/server/lib/router-utils/resolve-routes.js */
function overrideHeaders(request: IncomingMessage, answered: Record<string, string | string[] | undefined>): void {
  const list = answered['x-middleware-override-headers'];
  if (list === undefined) return;
  delete answered['x-middleware-override-headers'];
  const names = String(list).split(',');
  for (const name of Object.keys(request.headers))
    if (!names.includes(name)) Reflect.deleteProperty(request.headers, name);
  for (const name of names) {
    request.headers[name] = answered[`x-middleware-request-${name}`];
    Reflect.deleteProperty(answered, `x-middleware-request-${name}`);
  }
}

const ownHeaders: readonly string[] = ['content-length', 'x-middleware-rewrite', 'x-middleware-next'];

/** Applies the answer of the middleware. @returns whether the request goes on to the application */
async function applyAnswer(answer: Response, { request, response, url }: Exchange): Promise<boolean> {
  const answered = toNodeOutgoingHttpHeaders(answer.headers) as Record<string, string | string[] | undefined>;
  overrideHeaders(request, answered);
  const goesOn = 'x-middleware-next' in answered;
  for (const [name, value] of Object.entries(answered)) {
    if (ownHeaders.includes(name) || !value) continue;
    request.headers[name] = value;
    response.setHeader(name, name === 'location' ? getRelativeURL(String(value), url) : value);
  }
  if (goesOn) return true;
  response.statusCode = answer.status;
  if (answer.body && answer.headers.get('location') === null) await send(answer.body, response);
  else response.end();
  return false;
}

function send(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  return body.pipeTo(
    new WritableStream({
      write: (chunk) => void response.write(chunk),
      close: () => void response.end(),
      abort: () => void response.destroy(),
    }),
  );
}

/** Runs a route handler as `auth()` finds it there, and sends its answer. @see next/dist/server/send-response.js */
async function runRouteHandler(handler: RouteHandler, { request, response, url }: Exchange): Promise<void> {
  const headers = HeadersAdapter.from(request.headers);
  const body = hasNoBody(request.method) ? {} : { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' };
  const work = { route: '/', page: '/route' };
  const unit = { type: 'request', phase: 'action', headers: HeadersAdapter.seal(headers) };
  const answer = await workAsyncStorage.run(work as never, () =>
    workUnitAsyncStorage.run(unit as never, () =>
      handler(new Request(url, { method: request.method ?? 'GET', headers, ...body })),
    ),
  );
  response.statusCode = answer.status;
  // What the middleware has set stays.
  for (const [name, value] of answer.headers) if (!response.hasHeader(name)) response.setHeader(name, value);
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/**
 * Serves an application without building it: the real middleware and the real routes, with the objects of Next.js, and between them what its
 * router does with the headers.
 * @param onError - answers what the middleware or a route has thrown
 */
export async function serveNext(
  { proxy, route }: Application,
  onError: (error: unknown, response: ServerResponse) => void,
): Promise<string> {
  const answer = async (exchange: Exchange) => {
    addForwardedHeaders(exchange.request);
    if (proxy) {
      const { answer: answered, keepBody } = await runProxy(proxy, exchange);
      if (!(await applyAnswer(answered, exchange))) return;
      await keepBody();
    }
    if ('app' in route) await runRouteHandler(route.app, exchange);
    else await route.pages(exchange.request, exchange.response);
  };
  const listener: RequestListener = (request, response) => {
    const url = `http://localhost:${request.socket.localPort}${request.url}`;
    answer({ request, response, url }).catch((error: unknown) => onError(error, response));
  };
  return (await startServer(listener, { hostname: 'localhost' })).url;
}
