import type { SessionJSON } from '@acme/backend/wire';
import type { Instance } from '../instance/instance.js';
import { sessionActivityJSON } from './session-activity-json.js';
import type { SessionRow } from '../store/tables.js';

/** A session as the Backend API shows it. An open session past its end is shown as expired, although its row is unchanged. */
export function sessionJSON(instance: Pick<Instance, 'now'>, session: SessionRow): SessionJSON {
  const isOpen = session.status === 'active' || session.status === 'pending';
  const isPastEnd = isOpen && session.expireAt <= instance.now();
  return {
    object: 'session',
    id: session.id,
    client_id: session.clientId,
    user_id: session.userId,
    status: isPastEnd ? 'expired' : session.status,
    actor: session.actor,
    ...(session.lastActiveOrganizationId !== null && { last_active_organization_id: session.lastActiveOrganizationId }),
    last_active_at: session.lastActiveAt,
    latest_activity: sessionActivityJSON(session),
    expire_at: session.expireAt,
    abandon_at: session.abandonAt,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}
