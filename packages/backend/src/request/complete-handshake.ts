import type { JwtPayload } from '../token/decode-token.js';
import { decodeToken } from '../token/decode-token.js';
import { checkHeader } from '../token/check-claims.js';
import { hasForeignCategory } from '../token/token-kind.js';
import { checkSignature, findTrustedKey, verifyDecodedToken } from '../token/verify-token.js';
import { send } from '../rest/send.js';
import { apiVersionHeader } from '../package-version.js';
import { askClient } from './api-client.js';
import type { ChosenCookies } from './choose-cookies.js';
import type { RequestFacts } from './request-facts.js';
import { parameter } from './request-facts.js';
import { outageOf, type HeaderList, type Unavailability } from './request-state.js';
import { unreadableAnswer } from './unreadable-answer.js';

/** More redirects in a row than this and the keys do not fit each other: the browser would never arrive. */
const maxRedirects = 3;

/** How long the return from a handshake may take in production, in s. Networks are slow; the redirect itself is no work. */
const returnSeconds = 300;

/** The cookie by which a browser shows that this application sent it to a handshake. `Max-Age` of 0 takes it away. */
function handshakeSentCookie({ config, origin }: RequestFacts, maxAgeSeconds: number): readonly [string, string] {
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
function isAddressTrusted({ config, cookies }: RequestFacts): boolean {
  return !config.isProduction || Boolean(cookies.handshakeSent);
}

const resultInAddress = (facts: RequestFacts) =>
  facts.query(parameter.handshakeNonce) || facts.query(parameter.handshake);

/**
 * Whether the browser was sent to a handshake and came back without the cookies that were set with the redirect. The address says
 * so, because such a browser cannot count its redirects; it is a note of the last few minutes, lest a bookmark keeps it for ever.
 */
function hasLostCookies(facts: RequestFacts, nowMs: number): boolean {
  if (isAddressTrusted(facts) || !resultInAddress(facts)) return false;
  const ageSeconds = nowMs / 1000 - Number(facts.query(parameter.handshakeRetry) ?? Number.NaN);
  return Math.abs(ageSeconds) < returnSeconds;
}

/** Whether this browser may be redirected once more. */
export function mayRedirect(facts: RequestFacts, nowMs: number): boolean {
  return facts.isPageNavigation && facts.redirectCount < maxRedirects && !hasLostCookies(facts, nowMs);
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

/** Where the browser comes back to: the page it asked for, without what an earlier redirect left in the address. */
function returnUrl(facts: RequestFacts, nowMs: number): string {
  const url = facts.publicUrl();
  const query = url.searchParams;
  query.delete(parameter.devBrowser);
  query.delete(parameter.legacyDevBrowser);
  if (facts.config.isProduction) {
    // A result that did not count must not come back beside the one that will.
    const isRetry = !isAddressTrusted(facts) && Boolean(resultInAddress(facts));
    for (const name of [parameter.handshake, parameter.handshakeNonce, parameter.handshakeRetry]) query.delete(name);
    if (isRetry) query.set(parameter.handshakeRetry, String(Math.floor(nowMs / 1000)));
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
  nowMs: number,
): string {
  const url = frontendApiUrl(facts);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/client/handshake`;
  url.search = '';
  const query = url.searchParams;
  query.append('redirect_url', returnUrl(facts, nowMs));
  query.append(parameter.apiVersion, apiVersionHeader);
  query.append(parameter.suffixedCookies, String(cookies.usesSuffix));
  query.append(parameter.handshakeReason, reason);
  query.append(parameter.handshakeFormat, 'nonce');
  // The browser's own token says which session is meant; one from a header is not the browser's, and URLs end up in logs.
  // Under a proxy path the host is what the client said it is; a session token must not follow it there.
  const hostIsUntrusted = facts.config.frontendApi.startsWith('/') && facts.isHostUntrusted;
  if (cookies.session && !hostIsUntrusted) query.append(parameter.session, cookies.session);
  if (!facts.config.isProduction && cookies.devBrowser) query.append(parameter.devBrowser, cookies.devBrowser);
  if (organization !== undefined) query.append(parameter.organization, organization);
  return url.href;
}

/** The result of a handshake as the browser brought it back. */
export interface HandshakeResult {
  readonly headers: HeaderList;
  /** The new session; undefined: nobody is signed in. */
  readonly session: { readonly token: string; readonly claims: JwtPayload } | undefined;
  /** Set if the service could not be asked for the result. */
  readonly unavailability: Unavailability | undefined;
}

interface Directives {
  readonly directives: readonly string[];
  readonly unavailability?: Unavailability | undefined;
}

async function requestPayload({ config: { apiClient, connection } }: RequestFacts, nonce: string): Promise<unknown> {
  if (apiClient) return askClient(() => apiClient.clients?.getHandshakePayload?.({ nonce }));
  const query = new URLSearchParams({ nonce }).toString();
  return (await send({ method: 'GET', path: '/clients/handshake_payload', query }, connection)).body;
}

async function directivesOfNonce(facts: RequestFacts, nonce: string): Promise<Directives> {
  try {
    const body = await requestPayload(facts, nonce);
    const directives = readCookieList(
      typeof body === 'object' && body !== null && 'directives' in body ? body.directives : undefined,
    );
    if (directives) return { directives };
    return { directives: [], unavailability: outageOf(unreadableAnswer('the result of a handshake')) };
  } catch (error) {
    // A used or unknown nonce: the browser is signed out until its next handshake.
    return { directives: [], unavailability: outageOf(error) };
  }
}

/** What a header can hold; runtimes quote a value that they cannot send, that is a token, in their errors. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The `Set-Cookie` values that the service has handed over; undefined: this is no list of them, or one cannot be sent. */
export function readCookieList(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const cookies = value.filter((item) => typeof item === 'string');
  return cookies.every((cookie) => headerValue.test(cookie)) ? cookies : undefined;
}

/** `exp` is checked where it is present, so that an old link cannot be replayed for ever. */
function isOutdated(claims: JwtPayload, skewMs: number, nowMs: number): boolean {
  return typeof claims.exp === 'number' && claims.exp * 1000 <= nowMs - skewMs;
}

async function directivesOfToken(
  facts: RequestFacts,
  text: string,
  nowMs: number,
): Promise<readonly string[] | undefined> {
  const token = decodeToken(text);
  if (!token || hasForeignCategory(token)) return undefined;
  const { rules, options } = facts.config;
  if (checkHeader(token.header, { clockSkewInMs: options.clockSkewInMs })) return undefined;
  const found = await findTrustedKey(token, rules, nowMs);
  if (!found.ok || (await checkSignature(token, found.key))) return undefined;
  if (isOutdated(token.payload, options.clockSkewInMs, nowMs)) return undefined;
  const directives: unknown = token.payload['handshake'];
  return Array.isArray(directives) ? readCookieList(directives) : [];
}

/** The result that counts as the request carries it, good or bad; a nonce comes before a token. */
function broughtResult(facts: RequestFacts): { readonly nonce?: string; readonly token?: string } | undefined {
  const { handshake, handshakeNonce } = facts.cookies;
  const inCookies = handshakeNonce ? { nonce: handshakeNonce } : handshake ? { token: handshake } : undefined;
  // The service hands the result over in a cookie in production; an address is the weaker of two.
  if (inCookies && facts.config.isProduction) return inCookies;
  if (!isAddressTrusted(facts)) return undefined;
  const nonce = facts.query(parameter.handshakeNonce) || handshakeNonce;
  if (nonce) return { nonce };
  const token = facts.query(parameter.handshake) || handshake;
  return token ? { token } : undefined;
}

/** Whether the request carries the result of a handshake that counts, good or bad. */
export function carriesHandshake(facts: RequestFacts): boolean {
  return broughtResult(facts) !== undefined;
}

/** The directives the browser brought; undefined: none that count, and the request is decided without them. */
async function readDirectives(facts: RequestFacts, nowMs: number): Promise<Directives | undefined> {
  const { nonce, token } = broughtResult(facts) ?? {};
  if (nonce) return directivesOfNonce(facts, nonce);
  const directives = token ? await directivesOfToken(facts, token, nowMs) : undefined;
  return directives && { directives };
}

/** Value of the last cookie whose name begins with `__session`. */
export function sessionOfDirectives(directives: readonly string[]): string | undefined {
  const last = directives.findLast((directive) => directive.startsWith('__session'));
  return last?.split(';', 1)[0]?.split('=')[1];
}

function resultHeaders(facts: RequestFacts, { directives, unavailability }: Directives): HeaderList {
  const headers: (readonly [string, string])[] = [
    ['access-control-allow-origin', 'null'],
    ['access-control-allow-credentials', 'true'],
    ...directives.map((directive) => ['set-cookie', directive] as const),
  ];
  if (!facts.config.isProduction) {
    const clean = facts.publicUrl();
    for (const name of [parameter.handshake, parameter.handshakeHelp, parameter.devBrowser, parameter.handshakeNonce]) {
      clean.searchParams.delete(name);
    }
    headers.push(['location', clean.href], ['cache-control', 'no-store']);
  } else if (facts.cookies.handshakeSent && !unavailability) {
    headers.push(handshakeSentCookie(facts, 0));
  }
  return headers;
}

/** Clocks of development machines may be far off; a session that has just been handed over is taken all the same. */
const developmentSkewMs = 24 * 60 * 60 * 1000;
const clockReasons: ReadonlySet<string> = new Set(['token-expired', 'token-not-active-yet', 'token-iat-in-the-future']);

async function verifyHandedOver(facts: RequestFacts, text: string, nowMs: number): Promise<JwtPayload | undefined> {
  const token = decodeToken(text);
  if (!token) return undefined;
  const { rules, isProduction } = facts.config;
  const result = await verifyDecodedToken(token, rules, nowMs);
  if (result.ok) return result.claims;
  if (isProduction || !clockReasons.has(result.refusal.reason)) return undefined;
  const tolerant = await verifyDecodedToken(token, { ...rules, clockSkewInMs: developmentSkewMs }, nowMs);
  return tolerant.ok ? tolerant.claims : undefined;
}

/**
 * Takes the result of a handshake, if the request carries one.
 * @returns undefined if it carries none, or none that is good; the request is then decided without it
 * @throws {ServiceUnavailableError} if the keys could not be had
 */
export async function completeHandshake(facts: RequestFacts, nowMs: number): Promise<HandshakeResult | undefined> {
  const read = await readDirectives(facts, nowMs);
  if (!read) return undefined;
  const { directives, unavailability } = read;
  const headers = resultHeaders(facts, read);
  const token = sessionOfDirectives(directives);
  if (!token) return { headers, session: undefined, unavailability };
  const claims = await verifyHandedOver(facts, token, nowMs);
  return claims && { headers, session: { token, claims }, unavailability };
}
