import { ApiError } from '../errors/api-error.js';
import { findActiveSession, isActive } from '../sessions/find-active-session.js';
import { findSession } from '../sessions/find-session.js';
import type { ClientRow, SessionRow } from '../store/tables.js';
import { findUser, type UserRecord } from '../users/user-record.js';
import type { FrontendCall } from './frontend-call.js';

/** Who makes a call: the browser's client, the session, and its user. */
export interface SignedInCaller {
  readonly client: ClientRow;
  readonly session: SessionRow;
  readonly record: UserRecord;
}

/**
 * The person who makes a call: that of the session which `_clerk_session_id` names, or of the client's current session.
 * @throws {ApiError} 401 `signed_out`, also for the session of another browser
 */
export async function requireSignedIn(call: FrontendCall): Promise<SignedInCaller> {
  const { db } = call.instance;
  const client = await call.findClient();
  const session = client && (await findNamedSession(call, client));
  const record = session && (await findUser(db, session.userId));
  if (record) return { client, session, record };
  throw signedOut();
}

async function findNamedSession(call: FrontendCall, client: ClientRow): Promise<SessionRow | undefined> {
  const id = call.query.get('_clerk_session_id');
  if (!id) return findActiveSession(call.instance, client);
  const session = await findSession(call.instance.db, id);
  return session?.clientId === client.id && isActive(call.instance, session) ? session : undefined;
}

/** The refusal of a call that needs a session. */
export function signedOut(): ApiError {
  return new ApiError(401, 'signed_out', 'Signed out', 'You are signed out.');
}
