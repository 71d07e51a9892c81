import type { Instance } from '../instance/instance.js';
import type { SessionRow } from '../store/tables.js';
import { updateSession, listSessions } from './find-session.js';
import { isActive } from './find-active-session.js';
import { updateClient } from './find-client.js';
import { emit } from '../instance/emit.js';
import { sessionJSON } from './session-json.js';

/** Ends a session; its tokens stay valid until they expire, as with the service. */
export async function endSession(
  instance: Instance,
  session: SessionRow,
  status: 'revoked' | 'ended' | 'removed',
): Promise<SessionRow> {
  const now = instance.now();
  const change = { status, updatedAt: now };
  await updateSession(instance.db, session.id, change);
  const next = (await listSessions(instance.db, { clientId: session.clientId })).find((other) =>
    isActive(instance, other),
  );
  await updateClient(instance.db, session.clientId, {
    lastActiveSessionId: next?.id ?? null,
    sessionsChangedAt: now,
    updatedAt: now,
  });
  const ended = { ...session, ...change };
  emit(instance, `session.${status}`, sessionJSON(instance, ended));
  return ended;
}
