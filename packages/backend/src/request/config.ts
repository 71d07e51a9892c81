import { warnOfKeys } from '#warnings';
import { provider } from '#crypto';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import { ConfigurationError } from '../errors.js';
import { mergeOptions, type AcceptsToken, type AllOptions, type ResolvedOptions } from '../options.js';
import { isDevelopmentSecretKey, requirePublishableKey } from '../publishable-key.js';
import type { Connection } from '../rest/send.js';
import { defaultUserAgent } from '../package-version.js';
import { tokenRules, type TokenRules } from '../token/verify-token.js';
import type { ApiClient } from './api-client.js';
import { cookieNames, handshakeSentCookieName, type CookieNames } from './read-cookies.js';
import { machineTokenCacheOf, type MachineTokenCache } from './machine-token-cache.js';
import { compileOrganizationPatterns, type OrganizationMatcher } from './organization-matcher.js';
import { trustedHosts } from './trusted-hosts.js';

/** The options as every request state shows them. */
export interface PublicOptions {
  readonly proxyUrl: string;
  readonly publishableKey: string;
  readonly isSatellite: boolean;
  readonly domain: string;
  readonly signInUrl: string;
  readonly signUpUrl: string;
  readonly afterSignInUrl: string;
  readonly afterSignUpUrl: string;
}

/** The options that a state keeps. */
export interface StateOptions extends PublicOptions {
  /** The hosts that forwarded headers may name; undefined: any. */
  readonly trustedHosts?: readonly string[] | undefined;
  /** The algorithms of DPoP proofs that are taken; null: none are, undefined: it is not known. */
  readonly proofAlgorithms?: readonly string[] | null | undefined;
}

/** Everything about deciding that does not depend on the request; made once. */
export interface Config {
  readonly options: ResolvedOptions;
  readonly accepts: AcceptsToken;
  readonly publicOptions: StateOptions;
  readonly isProduction: boolean;
  /** Host or URL of the Frontend API as browsers reach it; begins with `/` if it is proxied under the request's origin. */
  readonly frontendApi: string;
  /** The same without a proxy: what `iss` of the instance's own tokens says. */
  readonly originalFrontendApi: string;
  readonly cookieNames: CookieNames;
  readonly handshakeSentCookieName: string;
  readonly rules: TokenRules;
  readonly connection: Connection;
  readonly organizationMatcher: OrganizationMatcher | undefined;
  readonly machineTokenCache: MachineTokenCache | undefined;
  /** The token of a machine is passed on unverified. Default false. */
  readonly defersMachineTokens?: boolean;
  /** Refreshes sessions and loads the results of handshakes. Default: requests over `connection`. */
  readonly apiClient?: ApiClient;
}

const missingSecretKey = (variable: string, option: string) =>
  `The secret key is missing. Set ${variable} or pass the option \`${option}\`; ` +
  'you find it in the dashboard under API keys, and the emulator prints its own.';

function checkSecretKey(options: ResolvedOptions): void {
  if (options.acceptsToken === 'm2m_token') {
    if (options.machineSecretKey || options.secretKey) return;
    throw new ConfigurationError(
      'machine_secret_key_missing',
      missingSecretKey('CLERK_MACHINE_SECRET_KEY', 'machineSecretKey'),
    );
  }
  if (!options.secretKey) {
    throw new ConfigurationError('secret_key_missing', missingSecretKey('CLERK_SECRET_KEY', 'secretKey'));
  }
}

function checkSatellite(options: ResolvedOptions): void {
  if (!options.isSatellite || options.acceptsToken === 'm2m_token') return;
  if (!options.signInUrl && isDevelopmentSecretKey(options.secretKey)) {
    throw new ConfigurationError(
      'sign_in_url_missing',
      'A satellite application in development needs the sign-in page of the primary one. ' +
        'Set CLERK_SIGN_IN_URL (option `signInUrl`) to its absolute URL.',
    );
  }
  if (!options.domain && !options.proxyUrl) {
    throw new ConfigurationError(
      'satellite_domain_missing',
      'A satellite application needs its own domain or a proxy. Set CLERK_DOMAIN (option `domain`) or CLERK_PROXY_URL (option `proxyUrl`).',
    );
  }
}

/** On Vercel a production deployment without its own domain proxies the Frontend API. */
function automaticProxy(options: ResolvedOptions): string {
  if (typeof process === 'undefined' || options.domain || !options.publishableKey.startsWith('pk_live_')) return '';
  const { VERCEL_TARGET_ENV, VERCEL_PROJECT_PRODUCTION_URL, CLERK_DISABLE_AUTO_PROXY } = process.env;
  if (VERCEL_TARGET_ENV !== 'production' || CLERK_DISABLE_AUTO_PROXY === 'true' || CLERK_DISABLE_AUTO_PROXY === '1') {
    return '';
  }
  const host = VERCEL_PROJECT_PRODUCTION_URL?.replace(/^https?:\/\//, '').replace(/[:/].*/, '');
  return host?.endsWith('.vercel.app') ? '/__clerk' : '';
}

function build(options: ResolvedOptions, suffix: string, isStateless: boolean): Config {
  const isForMachines = options.acceptsToken === 'm2m_token' || options.acceptsToken === 'api_key';
  const needsInstance = isStateless ? options.publishableKey !== '' : !isForMachines;
  const organizationMatcher = compileOrganizationPatterns(options.organizationSyncOptions);
  const key = needsInstance ? requirePublishableKey(options.publishableKey) : undefined;
  if (!isStateless) checkSecretKey(options);
  warnOfKeys(options);
  checkSatellite(options);
  const isProduction = key ? key.instanceType === 'production' : isStateless;
  const satelliteDomain = isProduction && options.isSatellite ? options.domain : '';
  const originalFrontendApi = satelliteDomain ? `clerk.${satelliteDomain}` : (key?.frontendApi ?? '');
  const proxyUrl = options.proxyUrl || automaticProxy(options);
  return {
    options,
    accepts: options.acceptsToken,
    publicOptions: publicOptionsOf({ ...options, proxyUrl }),
    isProduction,
    frontendApi: proxyUrl || originalFrontendApi,
    originalFrontendApi,
    cookieNames: cookieNames(suffix),
    handshakeSentCookieName: handshakeSentCookieName(suffix),
    rules: tokenRules(options),
    connection: connectionOf(options),
    organizationMatcher,
    machineTokenCache: machineTokenCacheOf(options.machineTokenCache),
  };
}

/** The options that a state keeps. */
export function publicOptionsOf(options: ResolvedOptions): StateOptions {
  const { proxyUrl, publishableKey, isSatellite, domain } = options;
  const { signInUrl, signUpUrl, afterSignInUrl, afterSignUpUrl } = options;
  return {
    proxyUrl,
    publishableKey,
    isSatellite,
    domain,
    signInUrl,
    signUpUrl,
    afterSignInUrl,
    afterSignUpUrl,
    trustedHosts: trustedHosts(options),
    proofAlgorithms: options.dpop?.algorithms ?? null,
  };
}

/** How Backend API calls with these options are sent. */
export function connectionOf(options: ResolvedOptions): Connection {
  return {
    apiUrl: options.apiUrl,
    apiVersion: options.apiVersion,
    secretKey: options.secretKey,
    machineSecretKey: options.machineSecretKey,
    userAgent: options.userAgent ?? defaultUserAgent,
    fetch: options.fetch,
    observer: options.observer,
    maxResponseBytes: options.maxResponseBytes,
    requireSecretKey: options.requireSecretKey,
    skipApiVersionInUrl: options.skipApiVersionInUrl,
    useMachineSecretKey: options.useMachineSecretKey,
  };
}

/**
 * Creates the configuration with which requests are decided.
 * @param call - options of one call, which override the client's
 * @param isStateless - session tokens are verified with `jwtKey`, and the other keys may be missing
 * @returns a promise only where the runtime computes the cookie suffix asynchronously
 * @throws {ConfigurationError} for missing, malformed or contradictory options
 */
export function createConfig(client: AllOptions, call?: AllOptions, isStateless = false): Config | Promise<Config> {
  const options = mergeOptions(client, call);
  const hash = attemptCrypto('make a hash', () => provider.hashBase64Url('SHA-1', options.publishableKey));
  return typeof hash === 'string'
    ? build(options, hash.slice(0, 8), isStateless)
    : hash.then((text) => build(options, text.slice(0, 8), isStateless));
}
