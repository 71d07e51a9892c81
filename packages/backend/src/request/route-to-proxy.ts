import { ConfigurationError } from '../errors.js';
import { isPromise } from '../maybe-promise.js';
import { mergeOptions, type AllOptions, type Environment } from '../options.js';
import type { ProxiedMessage } from '../proxy/clerk-frontend-api-proxy.js';
import { matchProxyPath } from '../proxy/match-proxy-path.js';
import { authenticateHeadKey } from './authenticating-client.js';
import { proxyPathOf, readMiddlewareOptions, type MiddlewareOptions } from './middleware-options.js';
import { publicOrigin, publicUrl } from './public-origin.js';
import type { RequestHead } from './request-head.js';
import { trustedHosts } from './trusted-hosts.js';

/** Passes a request on to the Frontend API, whose address is known. It always resolves to an answer. */
export type ProxyCall = (message: ProxiedMessage) => Promise<Response>;

/** @throws {ConfigurationError} `option_invalid`: a promise is neither yes nor no, and would count as yes */
function isEnabledFor(enabled: (url: URL) => unknown, url: URL): boolean {
  const answer = enabled(url);
  if (!isPromise(answer)) return Boolean(answer);
  // An unhandled rejection would end the process.
  Promise.resolve(answer).catch(() => undefined);
  throw new ConfigurationError(
    'option_invalid',
    'frontendApiProxy.enabled gave a promise. Give true or false at once; options that need a promise can be made by a function.',
  );
}

/** The options of the middleware and, where they are absent, those of its client. */
function withClientOptions(options: MiddlewareOptions, env: Environment): AllOptions {
  const given = readMiddlewareOptions(options, env);
  const client = options.clerkClient?.[authenticateHeadKey]?.clientOptions;
  return client ? mergeOptions(client, given) : given;
}

/** Whether a request goes to the proxy. */
interface ProxyRoute {
  /** Whether the proxy is on for the URL, so that browsers are sent through it. */
  readonly isOn: boolean;
  /** Set if the request is for the Frontend API. */
  readonly call?: ProxyCall;
}

/**
 * Decides whether a request is for the Frontend API.
 * @throws {ConfigurationError} `option_invalid`
 */
export function routeToProxy(head: RequestHead, options: MiddlewareOptions, env: () => Environment): ProxyRoute {
  const { frontendApiProxy: proxy } = options;
  // Stryker disable next-line BooleanLiteral,OptionalChaining: callers know options without a proxy, and those whose proxy is off.
  if (!proxy?.enabled) return { isOn: false };
  const proxyPath = proxyPathOf(proxy);
  const isMatch = matchProxyPath(head, { proxyPath });
  // Stryker disable next-line ConditionalExpression: the rest takes longer, and says the same.
  if (!isMatch && proxy.enabled === true) return { isOn: true };
  const complete = withClientOptions(options, env());
  const url = publicUrl(head, publicOrigin(head, trustedHosts(complete)));
  if (proxy.enabled !== true && !isEnabledFor(proxy.enabled, new URL(url))) return { isOn: false };
  if (!isMatch) return { isOn: true };
  const { publishableKey, secretKey, strict, trustedForwardedHosts, timeoutMs } = complete;
  const fapiUrl = env()['CLERK_FAPI_URL'];
  const settings = { proxyPath, publishableKey, secretKey, strict, trustedForwardedHosts, timeoutMs, fapiUrl };
  const call: ProxyCall = async (message) => {
    const { passOn } = await import('../proxy/clerk-frontend-api-proxy.js');
    return passOn(message, url, settings);
  };
  // Stryker disable next-line BooleanLiteral: where there is a call, only that counts.
  return { isOn: true, call };
}
