import { parsePublishableKey } from '../publishable-key.js';
import { DEFAULT_PROXY_PATH, matchProxyPath, stripTrailingSlashes } from './proxy-path.js';

/** Options of {@link clerkFrontendApiProxy}. */
export interface FrontendApiProxyOptions {
  /** Path prefix of the proxy. Default `/__clerk`. */
  readonly proxyPath?: string | undefined;
  /** Default: CLERK_PUBLISHABLE_KEY. */
  readonly publishableKey?: string | undefined;
  /** Default: CLERK_SECRET_KEY. */
  readonly secretKey?: string | undefined;
  /** Where the Frontend API is. Default: CLERK_FAPI_URL, else what the publishable key tells. */
  readonly fapiUrl?: string | undefined;
}

const legacyDevelopmentSuffixes = ['.lcl.dev', '.lclstage.dev', '.lclclerk.com'];
const localSuffixes = ['.lcl.dev', 'lclstage.dev', '.lclclerk.com', '.accounts.lclclerk.com'];
const stagingSuffixes = ['.accountsstage.dev'];
const upstreams = {
  production: 'https://frontend-api.clerk.dev',
  staging: 'https://frontend-api.clerkstage.dev',
  local: 'https://frontend-api.lclclerk.com',
} as const;

/** Where the Frontend API of an instance is reached from servers. */
export function fapiUrlFromPublishableKey(publishableKey: string): string {
  const host = parsePublishableKey(publishableKey)?.frontendApi ?? '';
  if (host.startsWith('clerk.') && legacyDevelopmentSuffixes.some((suffix) => host.endsWith(suffix))) {
    return upstreams.production;
  }
  if (localSuffixes.some((suffix) => host.endsWith(suffix))) return upstreams.local;
  return stagingSuffixes.some((suffix) => host.endsWith(suffix)) ? upstreams.staging : upstreams.production;
}

/** Why the proxy itself refused a request. */
export type ProxyErrorCode = 'proxy_configuration_error' | 'proxy_path_mismatch' | 'proxy_request_failed';

/** An entry of `errors` in the body of such an answer. */
export interface ProxyError {
  readonly code: ProxyErrorCode;
  readonly message: string;
}

function refuse(status: number, code: ProxyErrorCode, message: string): Response {
  const error: ProxyError = { code, message };
  return new Response(JSON.stringify({ errors: [error] }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** Headers that belong to one connection. @see RFC 9110 section 7.6.1 */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function endToEnd(headers: Headers, dropped: readonly string[] = []): Headers {
  const named = (headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase());
  const result = new Headers();
  for (const [name, value] of headers) {
    if (!hopByHop.has(name) && !named.includes(name) && !dropped.includes(name)) result.append(name, value);
  }
  return result;
}

const first = (header: string | null) => header?.split(',', 1)[0]?.trim() || undefined;

/** Origin of the application as browsers see it. */
function publicOrigin(request: Request): string {
  const url = new URL(request.url);
  const host = first(request.headers.get('x-forwarded-host')) ?? url.host;
  const scheme = first(request.headers.get('x-forwarded-proto')) ?? url.protocol.slice(0, -1);
  const origin = `${scheme}://${host}`;
  return /^https?$/.test(scheme) && URL.canParse(origin) ? new URL(origin).origin : url.origin;
}

interface Settings {
  readonly prefix: string;
  readonly secretKey: string;
  readonly upstream: URL;
}

function readSettings(options: FrontendApiProxyOptions): Settings | Response {
  const env: Readonly<Record<string, string | undefined>> = typeof process === 'undefined' ? {} : process.env;
  const publishableKey = options.publishableKey || env['CLERK_PUBLISHABLE_KEY'];
  const secretKey = options.secretKey || env['CLERK_SECRET_KEY'];
  const missing = (name: string, variable: string) =>
    refuse(500, 'proxy_configuration_error', `The proxy needs \`${name}\`: pass it, or set ${variable}.`);
  if (!publishableKey) return missing('publishableKey', 'CLERK_PUBLISHABLE_KEY');
  if (!secretKey) return missing('secretKey', 'CLERK_SECRET_KEY');
  const url = options.fapiUrl || env['CLERK_FAPI_URL'] || fapiUrlFromPublishableKey(publishableKey);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return refuse(500, 'proxy_configuration_error', '`fapiUrl` (CLERK_FAPI_URL) must be an http or https URL.');
  }
  const prefix = stripTrailingSlashes(options.proxyPath ?? DEFAULT_PROXY_PATH) || DEFAULT_PROXY_PATH;
  return { prefix, secretKey, upstream: new URL(url) };
}

/** The upstream's address for a path below the prefix; undefined if the path would leave the upstream's host. */
function targetOf(request: Request, { prefix, upstream }: Settings): URL | undefined {
  const { pathname, search } = new URL(request.url);
  const target = new URL(upstream);
  target.pathname = `${stripTrailingSlashes(upstream.pathname)}${pathname.slice(prefix.length) || '/'}`;
  target.search = search;
  return target.host === upstream.host ? target : undefined;
}

function requestHeaders(request: Request, target: URL, settings: Settings): Headers {
  const headers = endToEnd(request.headers, ['content-length']);
  const { host, protocol } = new URL(request.url);
  headers.set('clerk-proxy-url', `${publicOrigin(request)}${settings.prefix}`);
  headers.set('clerk-secret-key', settings.secretKey);
  headers.set('host', target.host);
  headers.set('accept-encoding', 'identity');
  if (!headers.get('x-forwarded-host')) headers.set('x-forwarded-host', host);
  if (!headers.get('x-forwarded-proto')) headers.set('x-forwarded-proto', protocol.slice(0, -1));
  const address =
    headers.get('cf-connecting-ip')?.trim() ||
    headers.get('x-real-ip')?.trim() ||
    first(headers.get('x-forwarded-for'));
  if (address) headers.set('x-forwarded-for', address);
  return headers;
}

/** A redirect within the upstream stays under the proxy. */
function rewriteLocation(headers: Headers, target: URL, settings: Settings, origin: string): void {
  const location = headers.get('location');
  if (!location || !URL.canParse(location, target)) return;
  const url = new URL(location, target);
  if (url.host !== settings.upstream.host) return;
  headers.set('location', `${origin}${settings.prefix}${url.pathname}${url.search}${url.hash}`);
}

/**
 * Passes a request on to the Frontend API, so that browsers talk to the application's own domain only. Bodies are streamed both ways,
 * redirects are passed back, every `Set-Cookie` is kept.
 * @returns the upstream's answer, or one in the service's error form: 500 `proxy_configuration_error`, 400 `proxy_path_mismatch`,
 *   502 or 400 `proxy_request_failed`
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi | Proxying the Frontend API}
 */
export async function clerkFrontendApiProxy(
  request: Request,
  options: FrontendApiProxyOptions = {},
): Promise<Response> {
  const settings = readSettings(options);
  if (settings instanceof Response) return settings;
  if (!matchProxyPath(new URL(request.url).pathname, { proxyPath: settings.prefix })) {
    return refuse(400, 'proxy_path_mismatch', `The path does not begin with ${settings.prefix}.`);
  }
  const target = targetOf(request, settings);
  if (!target) return refuse(400, 'proxy_request_failed', 'The path leads to another host.');
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== null;
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    headers: requestHeaders(request, target, settings),
    redirect: 'manual',
    ...(hasBody && { body: request.body, duplex: 'half' }),
  };
  let answer: Response;
  try {
    answer = await fetch(target.href, init);
  } catch {
    return refuse(
      502,
      'proxy_request_failed',
      'The Frontend API could not be reached. Check CLERK_FAPI_URL and the network.',
    );
  }
  const headers = endToEnd(answer.headers, ['content-encoding', 'content-length']);
  rewriteLocation(headers, target, settings, publicOrigin(request));
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
