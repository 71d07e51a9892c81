import type { Instance } from '../instance.js';
import { listActiveSessions } from '../sessions.js';
import type { ClientRow, SessionRow } from '../store/tables.js';
import type { ClientJSON, SessionJSON } from '@acme/backend/wire';

/** A session as the Backend API shows it. A session past its end shows as expired without anyone having changed it. */
export function sessionJSON(instance: Pick<Instance, 'now'>, session: SessionRow): SessionJSON {
  const isPastEnd = session.status === 'active' && session.expireAt <= instance.now();
  return {
    object: 'session',
    id: session.id,
    client_id: session.clientId,
    user_id: session.userId,
    status: isPastEnd ? 'expired' : session.status,
    actor: session.actor,
    ...(session.lastActiveOrganizationId !== null && { last_active_organization_id: session.lastActiveOrganizationId }),
    last_active_at: session.lastActiveAt,
    latest_activity: null,
    expire_at: session.expireAt,
    abandon_at: session.abandonAt,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}

/** A client with its active sessions, as the Backend API shows it. */
export async function clientJSON(instance: Instance, client: ClientRow): Promise<ClientJSON> {
  const active = await listActiveSessions(instance, client.id);
  return {
    object: 'client',
    id: client.id,
    session_ids: active.map((session) => session.id),
    sessions: active.map((session) => sessionJSON(instance, session)),
    sign_in_id: client.signInId,
    sign_up_id: client.signUpId,
    last_active_session_id: client.lastActiveSessionId,
    last_authentication_strategy: client.lastAuthenticationStrategy,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}
