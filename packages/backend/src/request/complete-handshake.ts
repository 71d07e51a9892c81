import type { JwtPayload } from '../token/decoded-jwt.js';
import type { TokenRefusal } from '../errors.js';
import { decodeToken, hasForeignCategory } from '../token/decode-token.js';
import { checkHeader, timeReasons } from '../token/check-claims.js';
import { checkSignature, findTrustedKey, verifyDecodedToken, type Verification } from '../token/verify-token.js';
import { send } from '../rest/send.js';
import { askClient, serviceParts } from './api-client.js';
import { handshakeSentCookie, isAddressTrusted } from './handshake-url.js';
import type { RequestFacts } from './request-facts.js';
import { queryParameter } from './query-parameter.js';
import type { HeaderList } from './request-state.js';
import { decisionTimeoutMs } from './decision-timeout-ms.js';
import { shareCall } from './share-call.js';
import { outageOf, type Unavailability } from './unavailability.js';
import { unreadableAnswer } from './unreadable-answer.js';

/** The result of a handshake as the browser brought it back. */
export interface HandshakeResult {
  readonly headers: HeaderList;
  /** The new session; undefined: nobody is signed in. */
  readonly session: { readonly token: string; readonly claims: JwtPayload } | undefined;
  /** Set if the result could not be requested from the service. */
  readonly unavailability: Unavailability | undefined;
  /** Why the new session does not count although it is genuine: it was revoked, and another handshake would bring the same. */
  readonly refusal?: TokenRefusal;
}

interface Directives {
  readonly directives: readonly string[];
  readonly unavailability?: Unavailability | undefined;
}

function requestPayload({ config }: RequestFacts, nonce: string): Promise<unknown> {
  const { apiClient, connection } = config;
  // Stryker disable next-line StringLiteral: the name only has to differ from that of a refresh.
  return shareCall(['handshake', ...serviceParts(config), nonce], async () => {
    if (apiClient) return askClient(() => apiClient.clients?.getHandshakePayload?.({ nonce }));
    const query = new URLSearchParams({ nonce }).toString();
    return (
      await send({ method: 'GET', path: '/clients/handshake_payload', query, timeoutMs: decisionTimeoutMs }, connection)
    ).body;
  });
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

/** The `Set-Cookie` values of an answer; undefined if it is no list of them, or a header cannot hold one. */
export function readCookieList(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const cookies = value.filter((item) => typeof item === 'string');
  return cookies.every((cookie) => headerValue.test(cookie)) ? cookies : undefined;
}

/** `exp` is checked where it is present, so that an old link cannot be replayed for ever. */
function isOutdated(claims: JwtPayload, skewMs: number, nowMs: number): boolean {
  return typeof claims.exp === 'number' && claims.exp * 1000 <= nowMs - skewMs;
}

async function directivesOfToken(facts: RequestFacts, text: string): Promise<readonly string[] | undefined> {
  const token = decodeToken(text);
  if (!token || hasForeignCategory(token)) return undefined;
  const { rules, options } = facts.config;
  if (checkHeader(token.header, {})) return undefined;
  const found = await findTrustedKey(token, rules, facts.nowMs);
  if (!found.ok) rules.watch?.refuse(token.payload.iss, found.refusal);
  if (!found.ok || (await checkSignature(token, found.key))) return undefined;
  if (isOutdated(token.payload, options.clockSkewInMs, facts.nowMs)) return undefined;
  const directives: unknown = token.payload['handshake'];
  return Array.isArray(directives) ? readCookieList(directives) : [];
}

/** The result in the request that counts, valid or not; a nonce comes before a token. */
function broughtResult(facts: RequestFacts): { readonly nonce?: string; readonly token?: string } | undefined {
  const { handshake, handshakeNonce } = facts.cookies;
  const inCookies = handshakeNonce ? { nonce: handshakeNonce } : handshake ? { token: handshake } : undefined;
  // The service hands the result over in a cookie in production; an address is the weaker of two.
  if (inCookies && facts.config.isProduction) return inCookies;
  if (!isAddressTrusted(facts)) return undefined;
  const nonce = facts.query(queryParameter.handshakeNonce) || handshakeNonce;
  if (nonce) return { nonce };
  const token = facts.query(queryParameter.handshake) || handshake;
  return token ? { token } : undefined;
}

/** Whether the request has a result of a handshake that counts, valid or not. */
export function carriesHandshake(facts: RequestFacts): boolean {
  return broughtResult(facts) !== undefined;
}

/** The directives the browser brought; undefined: none that count, and the request is decided without them. */
async function readDirectives(facts: RequestFacts): Promise<Directives | undefined> {
  const { nonce, token } = broughtResult(facts) ?? {};
  if (nonce) return directivesOfNonce(facts, nonce);
  const directives = token ? await directivesOfToken(facts, token) : undefined;
  return directives && { directives };
}

/** Value of the last cookie whose name begins with `__session`. */
export function sessionOfDirectives(directives: readonly string[]): string | undefined {
  const last = directives.findLast((directive) => directive.startsWith('__session'));
  // Stryker disable next-line OptionalChaining: to split a text gives at least one part.
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
    for (const name of [
      queryParameter.handshake,
      queryParameter.handshakeHelp,
      queryParameter.devBrowser,
      queryParameter.handshakeNonce,
    ]) {
      clean.searchParams.delete(name);
    }
    headers.push(['location', clean.href], ['cache-control', 'no-store']);
  } else if (facts.cookies.handshakeSent && !unavailability) {
    headers.push(handshakeSentCookie(facts, 0));
  }
  return headers;
}

/** Clocks of development machines may be far off; a session that was just created is accepted anyway. */
const developmentSkewMs = 24 * 60 * 60 * 1000;

async function verifyHandedOver(facts: RequestFacts, text: string): Promise<Verification | undefined> {
  const token = decodeToken(text);
  if (!token) return undefined;
  const { rules, isProduction } = facts.config;
  const result = await verifyDecodedToken(token, rules, facts.nowMs);
  if (result.ok || result.refusal.reason === 'token-revoked') return result;
  if (isProduction || !timeReasons.has(result.refusal.reason)) return undefined;
  const tolerant = await verifyDecodedToken(token, { ...rules, clockSkewInMs: developmentSkewMs }, facts.nowMs);
  return tolerant.ok || tolerant.refusal.reason === 'token-revoked' ? tolerant : undefined;
}

/**
 * Takes the result of a handshake, if the request carries one.
 * @returns undefined if it has none that is valid; the request is then decided without it
 * @throws {ServiceUnavailableError} if the keys could not be fetched
 */
export async function completeHandshake(facts: RequestFacts): Promise<HandshakeResult | undefined> {
  const read = await readDirectives(facts);
  if (!read) return undefined;
  const { directives, unavailability } = read;
  const headers = resultHeaders(facts, read);
  const token = sessionOfDirectives(directives);
  if (!token) return { headers, session: undefined, unavailability };
  const verified = await verifyHandedOver(facts, token);
  if (verified?.ok === false) return { headers: [], session: undefined, unavailability, refusal: verified.refusal };
  return verified && { headers, session: { token, claims: verified.claims }, unavailability };
}
