import type { ClerkClient } from '@acme/backend';
import { isClerkAPIResponseError, isInvalidArgumentError } from '@acme/backend/errors';
import { signedInAuthObject } from '@acme/backend/internal';
import { decodeJwt } from '@acme/backend/jwt';
import type { LegacyAuthObject, LegacyRequest } from './legacy-request.js';
import { UnauthenticatedError, UnavailableError } from './unauthenticated-error.js';

/** The query parameter by which a frontend selects one of the browser's sessions. */
const parameterName = '_clerk_session_id';

/** How long to wait when the service did not say. */
const retryAfterSeconds = 5;

/** The part of a client that a selection needs. */
export interface SessionsClient {
  readonly sessions: Pick<ClerkClient['sessions'], 'getSession' | 'getToken'>;
}

function requestedSession(req: LegacyRequest): string | undefined {
  const target = req.originalUrl ?? req.url ?? '';
  const query = target.indexOf('?');
  if (query < 0 || !target.includes(parameterName, query)) return undefined;
  return new URLSearchParams(target.slice(query + 1)).get(parameterName) ?? undefined;
}

/** Whether the service refuses, or the id is none: anything else than an outage. */
function isRefusal(error: unknown): boolean {
  if (isInvalidArgumentError(error)) return true;
  if (!isClerkAPIResponseError(error)) return false;
  const { status } = error;
  return status !== undefined && status < 500 && status !== 429;
}

/** The auth object of another session, with a new token of it. */
async function authOf(sessionId: string, { sessions }: SessionsClient): Promise<LegacyAuthObject> {
  const { jwt } = await sessions.getToken(sessionId);
  const claims = decodeJwt(jwt).payload;
  const auth = signedInAuthObject({}, jwt, claims);
  const getToken = async ({ template }: { readonly template?: string } = {}) =>
    template === undefined ? jwt : (await sessions.getToken(sessionId, template)).jwt;
  // The members are copied, because the auth object of 4.x and 5.x was a plain object.
  return { ...auth, getToken, claims } as LegacyAuthObject;
}

/**
 * The auth object of the session that a request selects with `_clerk_session_id`, else the given one. The Backend API is called only if the
 * two sessions differ. A session can be selected only if it is active and belongs to the same client, that is the same browser.
 * @throws {UnauthenticatedError} `session-of-another-browser`
 * @throws {UnavailableError} if the service does not answer
 */
export async function selectSession(
  req: LegacyRequest,
  auth: LegacyAuthObject,
  client: () => SessionsClient,
): Promise<LegacyAuthObject> {
  const requestedId = auth.isAuthenticated ? requestedSession(req) : undefined;
  if (requestedId === undefined || requestedId === auth.sessionId) return auth;
  const refusal = new UnauthenticatedError({ reason: 'session-of-another-browser' });
  try {
    const { sessions } = client();
    const [named, current] = await Promise.all([
      sessions.getSession(requestedId),
      sessions.getSession(String(auth.sessionId)),
    ]);
    if (named.status !== 'active' || named.clientId !== current.clientId) throw refusal;
    return await authOf(requestedId, client());
  } catch (error) {
    if (error === refusal || isRefusal(error)) throw refusal;
    if (!isClerkAPIResponseError(error)) throw error;
    throw new UnavailableError(error, error.retryAfter ?? retryAfterSeconds);
  }
}
