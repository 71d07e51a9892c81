import type { Instance } from '../instance/instance.js';
import { listActiveSessions } from './find-active-session.js';
import type { ClientRow } from '../store/tables.js';
import type { ClientJSON } from '@acme/backend/wire';
import { sessionJSON } from './session-json.js';

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
