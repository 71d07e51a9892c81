import type { ClerkClient } from '@acme/backend';
import { isClerkAPIResponseError } from '@acme/backend/errors';
import type { LegacyAuthObject, LegacyRequest, LegacySession } from './legacy-request.js';

/** The query parameter by which a frontend selects one of the browser's sessions. */
const parameterName = '_clerk_session_id';

function requestedSession(req: LegacyRequest): string | undefined {
  const target = req.originalUrl ?? req.url ?? '';
  const query = target.indexOf('?');
  if (query < 0 || !target.includes(parameterName, query)) return undefined;
  return new URLSearchParams(target.slice(query + 1)).get(parameterName) ?? undefined;
}

/**
 * The session of a request: the one in `_clerk_session_id`, else that of the token. The Backend API is called only if the two differ. A requested
 * session is accepted only if it is active and belongs to the same client, that is the same browser.
 * @returns undefined if the requested session does not belong to the browser
 */
export async function pickSession(
  req: LegacyRequest,
  auth: LegacyAuthObject,
  client: ClerkClient,
): Promise<LegacySession | undefined> {
  if (!auth.isAuthenticated) return undefined;
  const own = { id: auth.sessionId, userId: auth.userId };
  const requestedId = requestedSession(req);
  if (requestedId === undefined || requestedId === own.id) return own;
  try {
    const [named, current] = await Promise.all([
      client.sessions.getSession(requestedId),
      client.sessions.getSession(own.id),
    ]);
    const isSameBrowser = named.status === 'active' && named.clientId === current.clientId;
    return isSameBrowser ? { id: named.id, userId: named.userId } : undefined;
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status !== undefined && error.status < 500 && error.status !== 429)
      return undefined;
    throw error;
  }
}
