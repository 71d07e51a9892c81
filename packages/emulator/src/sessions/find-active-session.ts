import type { Instance } from '../instance/instance.js';
import type { SessionRow, ClientRow } from '../store/tables.js';
import { listSessions } from './find-session.js';

/** True while the session may issue tokens. */
export function isActive(instance: Instance, session: SessionRow): boolean {
  return session.status === 'active' && session.expireAt > instance.now();
}

/** The sessions of a client that may issue tokens, newest first. */
export async function listActiveSessions(instance: Instance, clientId: string): Promise<readonly SessionRow[]> {
  const found = await listSessions(instance.db, { clientId, status: 'active' });
  return found.filter((session) => isActive(instance, session));
}

/** The current session of a client: the one chosen last, or the newest. */
export async function findActiveSession(instance: Instance, client: ClientRow): Promise<SessionRow | undefined> {
  const active = await listActiveSessions(instance, client.id);
  return active.find((session) => session.id === client.lastActiveSessionId) ?? active[0];
}
