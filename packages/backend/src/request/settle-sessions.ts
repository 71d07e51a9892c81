import { ServiceUnavailableError } from '../errors.js';
import { timeReasons } from '../token/check-claims.js';
import { jwtType } from '../token/decode-token.js';
import { readToken, verifyDecodedToken } from '../token/verify-token.js';
import { readClientUat } from './choose-cookies.js';
import type { SessionRivals } from './read-cookies.js';
import type { RequestFacts } from './request-facts.js';

/** How well a session cookie fits, from worst to best. */
const fits = {
  unusable: 0,
  /** Good, but for its times: the session may be alive, and the browser can get a new token. */
  outOfDate: 1,
  /** Verifies, but the browser's client changed after it was issued. */
  replaced: 2,
  good: 3,
} as const;

async function fitOf(text: string, clientUat: number, facts: RequestFacts): Promise<number> {
  const { rules } = facts.config;
  const token = readToken(text, rules);
  if (!token || jwtType(token) !== 'session_token') return fits.unusable;
  const result = await verifyDecodedToken(token, rules, facts.nowMs);
  if (!result.ok) return timeReasons.has(result.refusal.reason) ? fits.outOfDate : fits.unusable;
  return result.claims.iat < clientUat ? fits.replaced : fits.good;
}

async function bestOf(
  rivals: readonly string[],
  clientUat: string | undefined,
  facts: RequestFacts,
): Promise<string | undefined> {
  let best: { readonly text: string; readonly fit: number } | undefined;
  for (const text of rivals) {
    try {
      const fit = await fitOf(text, readClientUat(clientUat), facts);
      // Stryker disable next-line ConditionalExpression: to look at the others takes longer, and none is better.
      if (fit === fits.good) return text;
      if (!best || fit > best.fit) best = { text, fit };
    } catch (error) {
      // It may well be the good one; whoever verifies it next reports the outage.
      // Stryker disable next-line ConditionalExpression: whoever verifies it next reports a mistake, too.
      if (error instanceof ServiceUnavailableError) return text;
      throw error;
    }
  }
  // Stryker disable next-line OptionalChaining: there are at least two rivals.
  return best?.text;
}

/**
 * Of session cookies with one name keeps the one that verifies, the first of several; if none does, one that is only out of date.
 * @throws {ConfigurationError} `jwt_key_invalid`
 */
export async function settleSessions(facts: RequestFacts, rivals: SessionRivals): Promise<void> {
  const { cookies } = facts;
  const { session, suffixedSession } = rivals;
  facts.useCookies({
    ...cookies,
    ...(session && { session: await bestOf(session, cookies.clientUat, facts) }),
    ...(suffixedSession && {
      suffixedSession: await bestOf(suffixedSession, cookies.suffixedClientUat, facts),
    }),
    rivals: undefined,
  });
}
