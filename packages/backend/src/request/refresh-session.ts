import { isClerkAPIResponseError } from '../errors.js';
import { send } from '../rest/send.js';
import { decodeToken, type DecodedJwt, type JwtPayload } from '../token/decode-jwt.js';
import { verifyDecodedToken } from '../token/verify-token.js';
import { sessionOfDirectives } from './handshake.js';
import type { RequestFacts } from './read-request.js';
import { outageOf, type HeaderList, type Unavailability } from './request-state.js';

/** A session with a new token, or why it could not be refreshed: the end of the reason `session-token-expired-refresh-…`. */
export type RefreshResult =
  | { readonly ok: true; readonly token: string; readonly claims: JwtPayload; readonly headers: HeaderList }
  | { readonly ok: false; readonly why: string; readonly unavailability?: Unavailability | undefined };

const refuse = (why: string): RefreshResult => ({ ok: false, why });

/** The cookies the Backend API answers with, or why it gave none. */
type Cookies =
  { readonly ok: true; readonly cookies: readonly string[] } | Extract<RefreshResult, { readonly ok: false }>;

async function askForCookies(
  facts: RequestFacts,
  sessionId: string,
  expired: DecodedJwt,
  usesSuffix: boolean,
): Promise<Cookies> {
  try {
    const { body } = await send(
      {
        method: 'POST',
        path: `/sessions/${encodeURIComponent(sessionId)}/refresh`,
        ...(usesSuffix && { query: 'suffixed_cookies=true' }),
        body: {
          format: 'cookie',
          expired_token: expired.raw.text,
          refresh_token: facts.cookies.refresh,
          request_origin: facts.origin,
          request_headers: Object.fromEntries(Array.from(facts.head.headers(), ([name, value]) => [name, [value]])),
        },
      },
      facts.config.connection,
    );
    const cookies: unknown = typeof body === 'object' && body !== null && 'cookies' in body ? body.cookies : undefined;
    return Array.isArray(cookies)
      ? { ok: true, cookies: cookies.filter((cookie) => typeof cookie === 'string') }
      : { ok: false, why: 'unexpected-bapi-error' };
  } catch (error) {
    if (!isClerkAPIResponseError(error)) throw error;
    const why = error.status === undefined ? 'fetch-error' : (error.errors[0]?.code ?? 'unexpected-bapi-error');
    return { ok: false, why, unavailability: outageOf(error) };
  }
}

/**
 * Exchanges an expired session token and the refresh cookie for a new token, without the browser noticing.
 * @param expired - the token to name; that of the cookie, if there is one; undefined: that cannot be decoded
 */
export async function refreshSession(
  facts: RequestFacts,
  expired: DecodedJwt | undefined,
  usesSuffix: boolean,
  nowMs: number,
): Promise<RefreshResult> {
  if (facts.head.method !== 'GET') return refuse('non-eligible-non-get');
  if (!facts.cookies.refresh) return refuse('non-eligible-no-refresh-cookie');
  if (!facts.config.connection.secretKey) return refuse('missing-api-client');
  if (!expired) return refuse('expired-session-token-decode-failed');
  const sessionId: unknown = expired.payload.sid;
  if (typeof sessionId !== 'string' || sessionId === '') return refuse('expired-session-token-missing-sid-claim');
  const answer = await askForCookies(facts, sessionId, expired, usesSuffix);
  if (!answer.ok) return answer;
  if (answer.cookies.length === 0) return refuse('unexpected-sdk-error');
  const text = sessionOfDirectives(answer.cookies);
  const token = text ? decodeToken(text) : undefined;
  if (!text || !token) return refuse('invalid-session-token');
  const result = await verifyDecodedToken(token, facts.config.rules, nowMs);
  if (!result.ok) return refuse('invalid-session-token');
  const headers = answer.cookies.map((cookie) => ['set-cookie', cookie] as const);
  return { ok: true, token: text, claims: result.claims, headers };
}
