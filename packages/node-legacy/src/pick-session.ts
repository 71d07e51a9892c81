import type { ClerkClient } from '@acme/backend';
import { isClerkAPIResponseError } from '@acme/backend/errors';
import type { LegacyAuthObject, LegacyRequest, LegacySession } from './legacy-request.js';

/** The query parameter with which a frontend names one of the sessions of its browser. */
const parameterName = '_clerk_session_id';

function askedSession(req: LegacyRequest): string | undefined {
  const target = req.originalUrl ?? req.url ?? '';
  const query = target.indexOf('?');
  if (query < 0 || !target.includes(parameterName, query)) return undefined;
  return new URLSearchParams(target.slice(query + 1)).get(parameterName) ?? undefined;
}

/**
 * The session of a request: the one that `_clerk_session_id` names, otherwise that of the token. The service is asked only where
 * the two differ; the named one counts only if it is active and of the same client, that is the same browser.
 * @returns undefined if the named session is not the browser's
 */
export async function pickSession(
  req: LegacyRequest,
  auth: LegacyAuthObject,
  client: ClerkClient,
): Promise<LegacySession | undefined> {
  if (!auth.isAuthenticated) return undefined;
  const own = { id: auth.sessionId, userId: auth.userId };
  const asked = askedSession(req);
  if (asked === undefined || asked === own.id) return own;
  try {
    const [named, current] = await Promise.all([client.sessions.getSession(asked), client.sessions.getSession(own.id)]);
    const isSameBrowser = named.status === 'active' && named.clientId === current.clientId;
    return isSameBrowser ? { id: named.id, userId: named.userId } : undefined;
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status !== undefined && error.status < 500 && error.status !== 429)
      return undefined;
    throw error;
  }
}
