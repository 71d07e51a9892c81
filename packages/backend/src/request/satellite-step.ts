import { ConfigurationError } from '../errors.js';
import { buildAccountsBaseUrl } from '../publishable-key.js';
import { queryParameter } from './query-parameter.js';
import type { RequestFacts } from './request-facts.js';

/** The step that a satellite, or its primary application, takes before the ordinary rules. */
export type SyncStep =
  /** Signed out, without a redirect to the primary domain. */
  | { readonly kind: 'signed-out' }
  /** An ordinary handshake, with this reason. */
  | { readonly kind: 'handshake'; readonly reason: string }
  /** A redirect to this place. */
  | { readonly kind: 'redirect'; readonly reason: string; readonly location: string };

const notAbsolute = () =>
  new ConfigurationError(
    'sign_in_url_invalid',
    'CLERK_SIGN_IN_URL (option `signInUrl`) must be an absolute URL for a satellite application.',
  );

/**
 * Checks that the sign-in URL of a satellite leads to another origin than the page that sends the request. Only requests with `Origin`
 * are checked.
 * @throws {ConfigurationError} `sign_in_url_invalid`
 */
export function checkSatelliteSignInUrl(facts: RequestFacts): void {
  const { signInUrl, acceptsToken } = facts.config.options;
  const origin = facts.head.header('origin');
  if (!signInUrl || !origin || acceptsToken === 'm2m_token') return;
  const target = URL.canParse(signInUrl) ? new URL(signInUrl) : undefined;
  if (target && target.origin !== origin) return;
  if (!target) throw notAbsolute();
  throw new ConfigurationError(
    'sign_in_url_invalid',
    'CLERK_SIGN_IN_URL (option `signInUrl`) points to the satellite itself. Set it to the sign-in page of the primary application.',
  );
}

/**
 * Rules of a satellite domain.
 * @throws {ConfigurationError} `sign_in_url_invalid`
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/satellite-domains | Satellite domains}
 */
export function satelliteStep(facts: RequestFacts, hasCookies: boolean): SyncStep | undefined {
  const { options, isProduction } = facts.config;
  if (!options.isSatellite) return undefined;
  const synced = facts.query(queryParameter.synced);
  const asksForPage = facts.head.method === 'GET' && facts.head.header('sec-fetch-dest') === 'document';
  if (!asksForPage || synced === 'true') return undefined;
  const needsSync = synced === 'false';
  if (!needsSync && hasCookies) return undefined;
  if (!needsSync && !options.satelliteAutoSync) return { kind: 'signed-out' };
  const reason = 'satellite-needs-syncing';
  if (isProduction) return { kind: 'handshake', reason };
  if (!URL.canParse(options.signInUrl)) throw notAbsolute();
  const location = new URL(options.signInUrl);
  location.searchParams.append(queryParameter.redirectUrl, facts.publicUrl().href);
  return { kind: 'redirect', reason, location: location.href };
}

/** In development the primary application gives the development browser to a satellite. */
export function primaryStep(facts: RequestFacts, devBrowser: string | undefined): SyncStep | undefined {
  const { options, isProduction } = facts.config;
  const back = isProduction || options.isSatellite ? undefined : facts.query(queryParameter.redirectUrl);
  // Stryker disable next-line ConditionalExpression: what is absent is no URL, too.
  if (!back) return undefined;
  const location = URL.canParse(back) ? new URL(back) : undefined;
  if (location?.protocol !== 'https:' && location?.protocol !== 'http:') return undefined;
  if (devBrowser) location.searchParams.append(queryParameter.devBrowser, devBrowser);
  location.searchParams.set(queryParameter.synced, 'true');
  return { kind: 'redirect', reason: 'primary-responds-to-syncing', location: location.href };
}

const legacyDevelopmentSuffixes = ['.lcl.dev', '.lclstage.dev', '.lclclerk.com'];
const accountsSuffixes = ['.accounts.dev', '.accountsstage.dev', '.accounts.lclclerk.com'];

function isServiceHost(url: URL, facts: RequestFacts): boolean {
  const { frontendApi, isProduction } = facts.config;
  const base = frontendApi.startsWith('/')
    ? facts.origin
    : frontendApi.startsWith('http')
      ? frontendApi
      : `https://${frontendApi}`;
  if (URL.canParse(base) && url.hostname === new URL(base).hostname) return true;
  const accounts = buildAccountsBaseUrl(base);
  if (URL.canParse(accounts) && new URL(accounts).origin === url.origin) return true;
  if (isProduction) return false;
  const host = url.hostname;
  return (
    (host.startsWith('accounts.') && legacyDevelopmentSuffixes.some((suffix) => host.endsWith(suffix))) ||
    accountsSuffixes.some((suffix) => host.endsWith(suffix) && !host.endsWith(`.clerk${suffix}`))
  );
}

/** Whether the browser came from a page of another site: the session may have changed there, so a handshake is needed. */
export function cameFromElsewhere(facts: RequestFacts): boolean {
  const { head, config } = facts;
  if (config.options.isSatellite || head.method !== 'GET' || head.header('sec-fetch-dest') !== 'document') return false;
  const referrer = head.header('referer');
  if (!referrer || facts.redirectCount > 0) return false;
  // Stryker disable next-line ConditionalExpression,MethodExpression,StringLiteral: to parse the URL takes longer, and says the same.
  if (referrer.startsWith(facts.origin) && (referrer[facts.origin.length] ?? '/') === '/') return false;
  const url = URL.canParse(referrer) ? new URL(referrer) : undefined;
  return url !== undefined && url.origin !== facts.origin && !isServiceHost(url, facts);
}
