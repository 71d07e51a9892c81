import { publicOrigin, publicUrl } from '../request/public-origin.js';
import { trustedHosts } from '../request/trusted-hosts.js';
import { requestHead } from '../request/request-head.js';
import { matchProxyPath, pathBelow, stripTrailingSlashes } from './match-proxy-path.js';
import { readSettings, refuse, type FrontendApiProxyOptions, type ProxySettings } from './proxy-settings.js';
import { UpstreamWatch } from './upstream-watch.js';

/** Headers that belong to one connection. @see RFC 9110 section 7.6.1 */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function endToEnd(headers: Headers, dropped: readonly string[] = []): Headers {
  // Stryker disable next-line StringLiteral: an empty name and one that is none are the same.
  const named = (headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase());
  const result = new Headers();
  for (const [name, value] of headers) {
    if (!hopByHop.has(name) && !named.includes(name) && !dropped.includes(name)) result.append(name, value);
  }
  return result;
}

/** The parts of a request that are passed on. Its URL is not one of them. */
export interface ProxiedMessage {
  readonly method: string;
  readonly headers: Headers;
  readonly body: NonNullable<RequestInit['body']> | null;
  /** Aborted when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

/** The upstream's URL for a path below the prefix; undefined if the upstream might take it for another path or another host. */
function targetOf({ pathname, search }: URL, { prefix, upstream }: ProxySettings): URL | undefined {
  const path = pathBelow(pathname, prefix);
  if (path === undefined) return undefined;
  const target = new URL(upstream);
  target.pathname = `${stripTrailingSlashes(upstream.pathname)}${path}`;
  target.search = search;
  return target;
}

const first = (header: string | null) => header?.split(',', 1)[0];

/** Sets the headers that name the public host, the scheme and the client. If forwarded headers are restricted, those of the request are dropped. */
function setForwarded(headers: Headers, { host, protocol }: URL, isRestricted: boolean): void {
  if (isRestricted) {
    headers.delete('forwarded');
    for (const name of [...headers.keys()]) {
      if (name.startsWith('x-forwarded-') && name !== 'x-forwarded-for') headers.delete(name);
    }
  }
  if (!headers.get('x-forwarded-host')) headers.set('x-forwarded-host', host);
  if (!headers.get('x-forwarded-proto')) headers.set('x-forwarded-proto', protocol.slice(0, -1));
  const address = headers.get('cf-connecting-ip') || headers.get('x-real-ip') || first(headers.get('x-forwarded-for'));
  if (address) headers.set('x-forwarded-for', address);
}

function requestHeaders(given: Headers, url: URL, target: URL, settings: ProxySettings): Headers {
  const headers = endToEnd(given, ['content-length', 'expect']);
  headers.set('clerk-proxy-url', `${url.origin}${settings.prefix}`);
  headers.set('clerk-secret-key', settings.secretKey);
  headers.set('host', target.host);
  headers.set('accept-encoding', 'identity');
  setForwarded(headers, url, settings.isRestricted);
  return headers;
}

/** Rewrites a redirect to the upstream so that the browser stays on the proxy's URL. */
function rewriteLocation(headers: Headers, target: URL, { upstream, prefix }: ProxySettings, origin: string): void {
  const location = headers.get('location');
  if (!location || !URL.canParse(location, target)) return;
  const url = new URL(location, target);
  if (url.host !== upstream.host) return;
  const base = stripTrailingSlashes(upstream.pathname);
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  headers.set('location', `${origin}${prefix}${path}${url.search}${url.hash}`);
}

const timeouts: ReadonlySet<unknown> = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT']);

/** The answer to send when the upstream gave none. */
function failure(error: unknown, watch: UpstreamWatch): Response {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return watch.timedOut || timeouts.has(cause?.code)
    ? refuse(504, 'proxy_request_failed', 'The Frontend API did not answer in time.')
    : refuse(
        502,
        'proxy_request_failed',
        'The Frontend API could not be reached. Check CLERK_FAPI_URL and the network.',
      );
}

const isStream = (body: unknown): body is ReadableStream<Uint8Array> => body instanceof ReadableStream;

async function send(message: ProxiedMessage, url: URL, target: URL, settings: ProxySettings): Promise<Response> {
  const watch = new UpstreamWatch(settings.timeoutMs, message.signal);
  const isBodyless = message.method === 'GET' || message.method === 'HEAD';
  const { body } = message;
  try {
    const init: RequestInit & { duplex?: 'half' } = {
      method: message.method,
      headers: requestHeaders(message.headers, url, target, settings),
      redirect: 'manual',
      signal: watch.signal,
      // Stryker disable next-line ConditionalExpression: a body that is null is none.
      ...(body !== null && !isBodyless && { body: isStream(body) ? watch.watchRequest(body) : body, duplex: 'half' }),
    };
    const answer = await fetch(target.href, init);
    // Some implementations of `Response` accept a status outside this range.
    if (answer.status < 200 || answer.status > 599)
      throw new RangeError('The status of the answer is outside 200 to 599.');
    const headers = endToEnd(answer.headers, ['content-encoding', 'content-length']);
    rewriteLocation(headers, target, settings, url.origin);
    const { status, statusText } = answer;
    if (!answer.body) watch.end();
    return new Response(answer.body && watch.watchAnswer(answer.body), { status, statusText, headers });
  } catch (error) {
    watch.end();
    return failure(error, watch);
  }
}

/**
 * Forwards a message to the Frontend API.
 * @param url - the public URL of the request
 * @returns the upstream's answer, or an error as {@link clerkFrontendApiProxy} returns it; never throws
 */
export async function passOn(message: ProxiedMessage, url: URL, options: FrontendApiProxyOptions): Promise<Response> {
  const settings = readSettings(options);
  if (settings instanceof Response) return settings;
  if (!matchProxyPath(url.pathname, { proxyPath: settings.prefix || '/' })) {
    return refuse(400, 'proxy_path_mismatch', `The path does not begin with ${settings.prefix}.`);
  }
  const target = targetOf(url, settings);
  if (!target) return refuse(400, 'proxy_request_failed', 'The path has empty segments, or dots that lead elsewhere.');
  return send(message, url, target, settings);
}

/**
 * Forwards a request to the Frontend API, so that browsers send requests only to the application's own domain. Bodies are streamed in
 * both directions, redirects are returned to the browser, and every `Set-Cookie` is kept. When `request.signal` is aborted, the call ends too.
 * @returns the upstream's answer, or one in the service's error form: 500 `proxy_configuration_error`, 400 `proxy_path_mismatch`,
 *   400, 500, 502 or 504 `proxy_request_failed`
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi | Proxying the Frontend API}
 * @example
 * const answer = matchProxyPath(request) ? await clerkFrontendApiProxy(request) : new Response(null, { status: 404 });
 */
export async function clerkFrontendApiProxy(
  request: Request,
  options: FrontendApiProxyOptions = {},
): Promise<Response> {
  if (request.bodyUsed) {
    return refuse(
      500,
      'proxy_request_failed',
      'The request body was read before. Give the proxy the request, or a clone of it, unread.',
    );
  }
  const head = requestHead(request);
  return passOn(request, publicUrl(head, publicOrigin(head, trustedHosts(options))), options);
}
