import type { Instance } from '../instance/instance.js';
import type { SessionRow, ClientRow } from '../store/tables.js';
import { listSessions, type SessionFilter } from './find-session.js';

/** The states in which a session may issue tokens; a pending one has tasks to do. */
const openStates: readonly SessionRow['status'][] = ['active', 'pending'];

/** True while the session may issue tokens. */
export function isActive(instance: Pick<Instance, 'now'>, session: SessionRow): boolean {
  return openStates.includes(session.status) && session.expireAt > instance.now();
}

/** The sessions of a client that may issue tokens, newest first. */
export async function listActiveSessions(instance: Instance, clientId: string): Promise<readonly SessionRow[]> {
  return listOpen(instance, { clientId });
}

/** The sessions of a user on all clients that may issue tokens, newest first. */
export async function listSessionsOfUser(instance: Instance, userId: string): Promise<readonly SessionRow[]> {
  return listOpen(instance, { userId });
}

async function listOpen(instance: Instance, filter: SessionFilter): Promise<readonly SessionRow[]> {
  const found = await listSessions(instance.db, { ...filter, status: openStates });
  return found.filter((session) => isActive(instance, session));
}

/** The current session of a client: the one chosen last, or the newest. */
export async function findActiveSession(instance: Instance, client: ClientRow): Promise<SessionRow | undefined> {
  const active = await listActiveSessions(instance, client.id);
  return active.find((session) => session.id === client.lastActiveSessionId) ?? active[0];
}
