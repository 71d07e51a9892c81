import { apiVersionHeader } from '../package-version.js';
import type { ChosenCookies } from './choose-cookies.js';
import { queryParameter } from './query-parameter.js';
import type { RequestFacts } from './request-facts.js';
import type { HeaderList } from './request-state.js';

/** After more redirects in a row, the keys do not belong together, and the browser would be redirected for ever. */
const maxRedirects = 3;

/** How long the return from a handshake may take in production, in s. */
const returnSeconds = 300;

/** The cookie by which a browser shows that this application sent it to a handshake. `Max-Age` of 0 deletes it. */
export function handshakeSentCookie(
  { config, origin }: RequestFacts,
  maxAgeSeconds: number,
): readonly [string, string] {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const value = maxAgeSeconds > 0 ? '1' : '';
  const cookie = `${config.handshakeSentCookieName}=${value}; Path=/; SameSite=Lax; HttpOnly; Max-Age=${maxAgeSeconds}${secure}`;
  return ['set-cookie', cookie];
}

/**
 * Whether a result in the address counts. In production it counts only for a browser that this application sent to the handshake;
 * otherwise a link would sign its visitor in or out. In development the result always comes in the address, and pages of the service
 * send it unasked.
 */
export function isAddressTrusted({ config, cookies }: RequestFacts): boolean {
  return !config.isProduction || Boolean(cookies.handshakeSent);
}

const resultInAddress = (facts: RequestFacts) =>
  facts.query(queryParameter.handshakeNonce) || facts.query(queryParameter.handshake);

/**
 * Whether the browser was sent to a handshake and came back without the cookies that were set with the redirect. The address says
 * so, because such a browser cannot count its redirects; it counts for a few minutes only, because a bookmark would keep it.
 */
function hasLostCookies(facts: RequestFacts): boolean {
  if (isAddressTrusted(facts) || !resultInAddress(facts)) return false;
  const ageSeconds = facts.nowMs / 1000 - Number(facts.query(queryParameter.handshakeRetry) ?? Number.NaN);
  return Math.abs(ageSeconds) < returnSeconds;
}

/** Whether this browser may be redirected once more. */
export function mayRedirect(facts: RequestFacts): boolean {
  return facts.isPageNavigation && facts.redirectCount < maxRedirects && !hasLostCookies(facts);
}

/** Headers of a redirect that counts towards the loop limit. A cached redirect would be repeated for ever, hence `no-store`. */
export function redirectHeaders(facts: RequestFacts, location: string): HeaderList {
  const headers: HeaderList = [
    ['location', location],
    ['cache-control', 'no-store'],
    ['set-cookie', `__clerk_redirect_count=${facts.redirectCount + 1}; SameSite=Lax; HttpOnly; Max-Age=2`],
  ];
  return facts.config.isProduction ? [...headers, handshakeSentCookie(facts, returnSeconds)] : headers;
}

/** The address that the browser returns to: the requested page, without the parameters of an earlier redirect. */
function returnUrl(facts: RequestFacts): string {
  const url = facts.publicUrl();
  const query = url.searchParams;
  query.delete(queryParameter.devBrowser);
  query.delete(queryParameter.legacyDevBrowser);
  if (facts.config.isProduction) {
    // A result that did not count must not come back together with the next one.
    const isRetry = !isAddressTrusted(facts) && Boolean(resultInAddress(facts));
    for (const name of [queryParameter.handshake, queryParameter.handshakeNonce, queryParameter.handshakeRetry])
      query.delete(name);
    if (isRetry) query.set(queryParameter.handshakeRetry, String(Math.floor(facts.nowMs / 1000)));
  }
  return url.href;
}

function frontendApiUrl(facts: RequestFacts): URL {
  const { frontendApi } = facts.config;
  if (frontendApi.startsWith('/')) return new URL(`${facts.origin}${frontendApi.replace(/^\/+/, '/')}`);
  return new URL(frontendApi.startsWith('http') ? frontendApi : `https://${frontendApi}`);
}

/**
 * Where the Frontend API looks up who this browser is, and from where it sends it back.
 * @param organization - id or slug of the organization to activate; empty for the personal account
 */
export function handshakeUrl(
  facts: RequestFacts,
  reason: string,
  cookies: Pick<ChosenCookies, 'usesSuffix' | 'session' | 'devBrowser'>,
  organization: string | undefined,
): string {
  const url = frontendApiUrl(facts);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/client/handshake`;
  url.search = '';
  const query = url.searchParams;
  query.append('redirect_url', returnUrl(facts));
  query.append(queryParameter.apiVersion, apiVersionHeader);
  query.append(queryParameter.suffixedCookies, String(cookies.usesSuffix));
  query.append(queryParameter.handshakeReason, reason);
  query.append(queryParameter.handshakeFormat, 'nonce');
  // Only the token of the browser's cookie names the session. One from a header is not the browser's, and URLs are logged.
  // Under a proxy path the host comes from the client; a session token must not be sent to it.
  const hostIsUntrusted = facts.config.frontendApi.startsWith('/') && facts.isHostUntrusted;
  if (cookies.session && !hostIsUntrusted) query.append(queryParameter.session, cookies.session);
  if (!facts.config.isProduction && cookies.devBrowser) query.append(queryParameter.devBrowser, cookies.devBrowser);
  if (organization !== undefined) query.append(queryParameter.organization, organization);
  return url.href;
}
