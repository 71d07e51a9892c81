import { ConfigurationError } from '../errors.js';
import { checkNames, optionNames, readOptions, takeOptions, type AllOptions, type Environment } from '../options.js';
import { DEFAULT_PROXY_PATH, isProxyPath, stripTrailingSlashes } from '../proxy/match-proxy-path.js';
import type { AuthenticatingClient } from './authenticating-client.js';

/** Options of every adapter's middleware; an absent or empty one is taken from its environment variable. */
export interface MiddlewareOptions extends AllOptions {
  /** Decides with this client; options of the middleware override its own. Default: the options and the environment alone. */
  readonly clerkClient?: AuthenticatingClient | undefined;
  /** Accepted for compatibility, without effect. */
  readonly debug?: boolean | undefined;
  /** Passes requests below a path on to the Frontend API, so that browsers talk to this origin only. Default: off. */
  readonly frontendApiProxy?: FrontendApiProxyMiddlewareOptions | undefined;
}

/** The Frontend API proxy of a middleware. */
export interface FrontendApiProxyMiddlewareOptions {
  /** Whether it is on; or a function that says so for each public URL, the one that is passed on. */
  readonly enabled: boolean | ((url: URL) => boolean);
  /** Default `/__clerk`; `/` means the default too, because the rest of the application has to stay reachable. */
  readonly path?: string | undefined;
}

/** Options that are the same for every request, or made for each. */
export type MiddlewareOptionsSource<Native> =
  MiddlewareOptions | ((request: Native) => MiddlewareOptions | Promise<MiddlewareOptions>);

const ownNames = ['clerkClient', 'debug', 'frontendApiProxy'] as const;

/** The names of the options of every adapter's middleware. */
export const middlewareOptionNames: readonly string[] = [...optionNames, ...ownNames];

/** The options that decide, completed from the environment; what only concerns the middleware itself is left out. */
export function readMiddlewareOptions(options: MiddlewareOptions, env: Environment): AllOptions {
  const { clerkClient, debug, frontendApiProxy, ...given } = options;
  return readOptions(given, env);
}

/** @throws {ConfigurationError} `option_invalid` */
function checkProxy(proxy: FrontendApiProxyMiddlewareOptions | undefined, where: string): void {
  if (proxy === undefined) return;
  checkNames(proxy, `${where}: frontendApiProxy`, ['enabled', 'path']);
  const { enabled, path } = proxy;
  const isEnabledGood = typeof enabled === 'boolean' || typeof enabled === 'function';
  if (isEnabledGood && (!path || isProxyPath(path))) return;
  throw new ConfigurationError(
    'option_invalid',
    `${where}: frontendApiProxy must be { enabled: true, false or a function, path: a path that starts with "/" and is written as in a URL }.`,
  );
}

/**
 * Checks the options of a middleware and copies them. Lists and records among them are not copied: they are read with each request.
 * @param where - the function the options were given to, for messages
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `options_contradictory`
 */
export function takeMiddlewareOptions(options: MiddlewareOptions | undefined, where: string): MiddlewareOptions {
  const taken = takeOptions(options, where, middlewareOptionNames);
  checkProxy(taken.frontendApiProxy, where);
  return taken;
}

/** The path of the proxy. */
export function proxyPathOf({ path = '' }: FrontendApiProxyMiddlewareOptions): string {
  return stripTrailingSlashes(path) || DEFAULT_PROXY_PATH;
}

/** The same without the proxy, where it is off for a URL: browsers must not be sent through it. */
export function withoutProxy(options: MiddlewareOptions): MiddlewareOptions {
  const { frontendApiProxy, ...others } = options;
  return others;
}

/** Where the proxy is on, browsers are sent through it, unless `proxyUrl` names another one. */
export function withProxyUrl(given: AllOptions, proxy: FrontendApiProxyMiddlewareOptions | undefined): AllOptions {
  if (!proxy?.enabled || given.proxyUrl) return given;
  return { ...given, proxyUrl: proxyPathOf(proxy) };
}
