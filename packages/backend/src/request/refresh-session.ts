import { isClerkAPIResponseError, ServiceUnavailableError } from '../errors.js';
import { encodePathValue } from '../rest/encode.js';
import { send } from '../rest/send.js';
import { decodeToken } from '../token/decode-token.js';
import type { DecodedJwt, JwtPayload } from '../token/decoded-jwt.js';
import { verifyDecodedToken } from '../token/verify-token.js';
import { askClient, serviceParts } from './api-client.js';
import { readCookieList, sessionOfDirectives } from './complete-handshake.js';
import type { RequestFacts } from './request-facts.js';
import type { HeaderList } from './request-state.js';
import { decisionTimeoutMs } from './decision-timeout-ms.js';
import { shareCall } from './share-call.js';
import { outageOf, type Unavailability } from './unavailability.js';
import { unreadableAnswer } from './unreadable-answer.js';

/** Why a session could not be refreshed. */
interface Refusal {
  readonly ok: false;
  /** The end of the reason `session-token-expired-refresh-…`. */
  readonly why: string;
  readonly unavailability?: Unavailability | undefined;
}

/** A session with a new token, or why it could not be refreshed. */
export type RefreshResult =
  { readonly ok: true; readonly token: string; readonly claims: JwtPayload; readonly headers: HeaderList } | Refusal;

const refuse = (why: string): Refusal => ({ ok: false, why });

/** The cookies of the Backend API's answer, or why there are none. */
type Cookies = { readonly ok: true; readonly cookies: readonly string[] } | Refusal;

function requestRefresh(
  facts: RequestFacts,
  sessionId: string,
  expired: DecodedJwt,
  usesSuffix: boolean,
): Promise<unknown> {
  const params = {
    format: 'cookie',
    expired_token: expired.raw.text,
    refresh_token: facts.cookies.refresh,
    request_origin: facts.origin,
    request_headers: Object.fromEntries(Array.from(facts.head.headers(), ([name, value]) => [name, [value]])),
  } as const;
  const { apiClient, connection } = facts.config;
  // Stryker disable next-line StringLiteral: the name only has to differ from that of a handshake.
  const parts = ['refresh', ...serviceParts(facts.config), sessionId, usesSuffix, params];
  return shareCall(parts, async () => {
    if (apiClient) {
      const given = { ...params, suffixed_cookies: usesSuffix };
      // The parameters are those of every client's method.
      return askClient(() => apiClient.sessions?.refreshSession?.(sessionId, given as never));
    }
    const path = `/sessions/${encodePathValue('sid', sessionId)}/refresh`;
    const template = '/sessions/{sessionId}/refresh';
    const query = usesSuffix ? 'suffixed_cookies=true' : undefined;
    return (
      await send({ method: 'POST', path, template, query, body: params, timeoutMs: decisionTimeoutMs }, connection)
    ).body;
  });
}

async function askForCookies(...refresh: Parameters<typeof requestRefresh>): Promise<Cookies> {
  try {
    const body = await requestRefresh(...refresh);
    const cookies = readCookieList(
      typeof body === 'object' && body !== null && 'cookies' in body ? body.cookies : undefined,
    );
    if (cookies) return { ok: true, cookies };
    return { ok: false, why: 'unexpected-bapi-error', unavailability: outageOf(unreadableAnswer('a list of cookies')) };
  } catch (error) {
    if (error instanceof ServiceUnavailableError) {
      return { ok: false, why: 'unexpected-bapi-error', unavailability: outageOf(error) };
    }
    if (!isClerkAPIResponseError(error)) throw error;
    const why = error.status === undefined ? 'fetch-error' : (error.errors[0]?.code ?? 'unexpected-bapi-error');
    return { ok: false, why, unavailability: outageOf(error) };
  }
}

/** Ids of sessions, which name a resource of the service. The claim is a stranger's text until the signature has been checked. */
const sessionIdForm = /^sess_[\w-]{1,128}$/;

/** Verifies the new token. If the keys cannot be fetched, the result is an outage. */
async function verifyRefreshed(
  token: DecodedJwt,
  facts: RequestFacts,
): Promise<{ readonly ok: true; readonly claims: JwtPayload } | Refusal> {
  const why = 'invalid-session-token';
  try {
    const result = await verifyDecodedToken(token, facts.config.rules, facts.nowMs);
    if (result.ok) return result;
    const { message, unavailable, cause } = result.refusal;
    const unavailability = unavailable ? outageOf(new ServiceUnavailableError(message, { cause })) : undefined;
    return { ok: false, why, unavailability };
  } catch (error) {
    const unavailability = outageOf(error);
    if (!unavailability) throw error;
    return { ok: false, why, unavailability };
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
): Promise<RefreshResult> {
  if (facts.head.method !== 'GET') return refuse('non-eligible-non-get');
  if (!facts.cookies.refresh) return refuse('non-eligible-no-refresh-cookie');
  if (!facts.config.apiClient && !facts.config.connection.secretKey) return refuse('missing-api-client');
  if (!expired) return refuse('expired-session-token-decode-failed');
  const sessionId: unknown = expired.payload.sid;
  if (typeof sessionId !== 'string' || !sessionIdForm.test(sessionId)) {
    return refuse('expired-session-token-missing-sid-claim');
  }
  const answer = await askForCookies(facts, sessionId, expired, usesSuffix);
  if (!answer.ok) return answer;
  if (answer.cookies.length === 0) return refuse('unexpected-sdk-error');
  const text = sessionOfDirectives(answer.cookies);
  const token = text ? decodeToken(text) : undefined;
  if (!text || !token) return refuse('invalid-session-token');
  const verified = await verifyRefreshed(token, facts);
  if (!verified.ok) return verified;
  const headers = answer.cookies.map((cookie) => ['set-cookie', cookie] as const);
  return { ok: true, token: text, claims: verified.claims, headers };
}
