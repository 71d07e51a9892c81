import { readOptions, takeOptions, type AllOptions, type Environment } from '../options.js';
import { parsePublishableKey } from '../publishable-key.js';
import { trustedHosts } from '../request/trusted-hosts.js';
import { defaultTimeoutMs } from '../rest/send.js';
import { proxyPrefix } from './match-proxy-path.js';

/**
 * Options of `clerkFrontendApiProxy`. `publishableKey` and `secretKey` default to CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY;
 * `timeoutMs` is how long the Frontend API may send nothing.
 */
export interface FrontendApiProxyOptions extends Pick<
  AllOptions,
  'publishableKey' | 'secretKey' | 'strict' | 'trustedForwardedHosts' | 'timeoutMs'
> {
  /** Path prefix of the proxy. Default `/__clerk`; `/` is the whole host. */
  readonly proxyPath?: string | undefined;
  /** URL of the Frontend API. Default: CLERK_FAPI_URL, else the one that follows from the publishable key. */
  readonly fapiUrl?: string | undefined;
}

const legacyDevelopmentSuffixes = ['.lcl.dev', '.lclstage.dev', '.lclclerk.com'];
const localSuffixes = ['.lcl.dev', 'lclstage.dev', '.lclclerk.com', '.accounts.lclclerk.com'];
const stagingSuffix = '.accountsstage.dev';
const upstreams = {
  production: 'https://frontend-api.clerk.dev',
  staging: 'https://frontend-api.clerkstage.dev',
  local: 'https://frontend-api.lclclerk.com',
} as const;

/**
 * The URL at which servers reach the Frontend API of an instance.
 * @example
 * fapiUrlFromPublishableKey(process.env.CLERK_PUBLISHABLE_KEY ?? ''); // 'https://frontend-api.clerk.dev', for example
 */
export function fapiUrlFromPublishableKey(publishableKey: string): string {
  // Stryker disable next-line StringLiteral: no host of another kind ends with this text either.
  const host = parsePublishableKey(publishableKey)?.frontendApi ?? '';
  if (host.startsWith('clerk.') && legacyDevelopmentSuffixes.some((suffix) => host.endsWith(suffix))) {
    return upstreams.production;
  }
  if (localSuffixes.some((suffix) => host.endsWith(suffix))) return upstreams.local;
  return host.endsWith(stagingSuffix) ? upstreams.staging : upstreams.production;
}

/** Codes of the proxy's own answers. */
export type ProxyErrorCode = 'proxy_configuration_error' | 'proxy_path_mismatch' | 'proxy_request_failed';

/** An error of the proxy itself, as its answers carry it. */
export interface ProxyError {
  readonly code: ProxyErrorCode;
  readonly message: string;
}

/** An answer of the proxy itself, in the service's error form. */
export function refuse(status: number, code: ProxyErrorCode, message: string): Response {
  const error: ProxyError = { code, message };
  return new Response(JSON.stringify({ errors: [error] }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** The settings of a call, complete and checked. */
export interface ProxySettings {
  readonly prefix: string;
  readonly secretKey: string;
  readonly upstream: URL;
  readonly timeoutMs: number;
  /** Whether only forwarded headers that have been checked are trusted. */
  readonly isRestricted: boolean;
}

/** The upstream's URL; undefined if the secret key must not be sent to it. */
function readFapiUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && /^https?:/.test(url.protocol) && !url.username && !url.password && !/[?#@]/.test(text);
  return isPlain ? url : undefined;
}

const proxyOptionNames: readonly (keyof FrontendApiProxyOptions)[] = [
  'publishableKey',
  'secretKey',
  'strict',
  'trustedForwardedHosts',
  'timeoutMs',
  'proxyPath',
  'fapiUrl',
];

/** The checked options; absent keys are read from the environment. */
function complete(options: FrontendApiProxyOptions, env: Environment): FrontendApiProxyOptions {
  const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY } = env;
  const taken = takeOptions(options, 'clerkFrontendApiProxy', proxyOptionNames);
  return readOptions(taken, { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY });
}

/** The options, completed from the environment, or the answer that says what is wrong with them. */
export function readSettings(options: FrontendApiProxyOptions): ProxySettings | Response {
  const env: Environment = typeof process === 'undefined' ? {} : process.env;
  const misconfigured = (message: string) => refuse(500, 'proxy_configuration_error', message);
  let read: FrontendApiProxyOptions;
  try {
    read = complete(options, env);
  } catch (error) {
    return misconfigured((error as Error).message);
  }
  const { publishableKey, secretKey, fapiUrl, proxyPath, timeoutMs = defaultTimeoutMs } = read;
  const missing = (name: string, variable: string) =>
    misconfigured(`The proxy needs \`${name}\`: pass it, or set ${variable}.`);
  if (!publishableKey) return missing('publishableKey', 'CLERK_PUBLISHABLE_KEY');
  if (!secretKey) return missing('secretKey', 'CLERK_SECRET_KEY');
  const upstream = readFapiUrl(fapiUrl || env['CLERK_FAPI_URL'] || fapiUrlFromPublishableKey(publishableKey));
  if (!upstream) {
    return misconfigured(
      '`fapiUrl` (CLERK_FAPI_URL) must be an http or https URL without user, password, query and fragment.',
    );
  }
  const isRestricted = trustedHosts(read) !== undefined;
  return { prefix: proxyPrefix(proxyPath), secretKey, upstream, timeoutMs, isRestricted };
}
