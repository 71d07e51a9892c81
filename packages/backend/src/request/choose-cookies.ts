import type { DecodedJwt } from '../token/decoded-jwt.js';
import { readToken } from '../token/verify-token.js';
import { queryParameter } from './query-parameter.js';
import type { RequestFacts } from './request-facts.js';

/** The cookies that count: those with the instance's suffix, or the plain ones. */
export interface ChosenCookies {
  readonly usesSuffix: boolean;
  /** The session token as the cookie has it. */
  readonly session: string | undefined;
  /** The same decoded; undefined if it is absent or no JWT. */
  readonly token: DecodedJwt | undefined;
  /** When the browser's client last changed, Unix s; 0: nobody is signed in. */
  readonly clientUat: number;
  readonly devBrowser: string | undefined;
}

/** Leading integer of a cookie; anything else counts as 0. */
export function readClientUat(text: string | undefined): number {
  // Stryker disable next-line StringLiteral: no text that is no number counts.
  const value = Number.parseInt(text ?? '');
  return Number.isNaN(value) ? 0 : value;
}

function issuedAt(token: DecodedJwt | undefined): number {
  const value: unknown = token?.payload.iat;
  return typeof value === 'number' ? value : 0;
}

function hasExpired(token: DecodedJwt | undefined, nowMs: number): boolean {
  const value: unknown = token?.payload.exp;
  return typeof value === 'number' && value * 1000 <= nowMs;
}

/** Whether the plain session was issued by another instance on the same domain. */
function isOfOtherInstance(token: DecodedJwt, facts: RequestFacts): boolean {
  const issuer: unknown = token.payload.iss;
  if (typeof issuer !== 'string') return true;
  // An expression would take longer than the rest of the choice.
  const start = issuer.startsWith('https://') ? 8 : issuer.startsWith('http://') ? 7 : 0;
  return issuer.slice(start) !== facts.config.originalFrontendApi;
}

/**
 * Several instances may share a domain, so browsers carry cookies with a suffix per instance; older ones carry plain ones
 * only, and both may be out of date. The rules are tried in order; payloads are only decoded here, not verified.
 */
function shouldUseSuffix(
  facts: RequestFacts,
  plain: DecodedJwt | undefined,
  suffixed: () => DecodedJwt | undefined,
): boolean {
  const { session, suffixedSession, clientUat, suffixedClientUat } = facts.cookies;
  if (session) {
    if (!plain?.payload.iss) return false;
    if (isOfOtherInstance(plain, facts)) return true;
  }
  if (!suffixedClientUat && !suffixedSession) return false;
  const suffixedIsOut = suffixedClientUat === '0';
  const plainIsOut = clientUat === '0';
  if (!suffixedIsOut && !plainIsOut && issuedAt(plain) > issuedAt(suffixed())) return false;
  if (suffixedIsOut && !plainIsOut) return false;
  if (!facts.config.isProduction && !suffixedIsOut && plainIsOut && hasExpired(suffixed(), facts.nowMs)) return false;
  return Boolean(suffixedClientUat) || !suffixedSession;
}

/** Chooses between plain and suffixed cookies; each token is decoded at most once. */
export function chooseCookies(facts: RequestFacts): ChosenCookies {
  const { cookies } = facts;
  const plain = cookies.session ? readToken(cookies.session, facts.config.rules) : undefined;
  let decodedSuffixed: DecodedJwt | undefined;
  const suffixed = () => {
    if (!cookies.suffixedSession) return undefined;
    return (decodedSuffixed ??=
      cookies.suffixedSession === cookies.session ? plain : readToken(cookies.suffixedSession, facts.config.rules));
  };
  const usesSuffix = shouldUseSuffix(facts, plain, suffixed);
  const cookieDevBrowser = usesSuffix ? cookies.suffixedDevBrowser : cookies.devBrowser;
  return {
    usesSuffix,
    session: (usesSuffix ? cookies.suffixedSession : cookies.session) || undefined,
    token: usesSuffix ? suffixed() : plain,
    clientUat: readClientUat(usesSuffix ? cookies.suffixedClientUat : cookies.clientUat),
    devBrowser: facts.query(queryParameter.devBrowser) || cookieDevBrowser || undefined,
  };
}
