import type { Instance } from '../instance/instance.js';
import { endSession } from './end-session.js';
import { listSessions } from './find-session.js';

/** Ends the sessions of a user in all browsers. `except`: the session that stays. */
export async function endSessions(instance: Instance, userId: string, except?: string): Promise<void> {
  for (const session of await listSessions(instance.db, { userId, status: 'active' })) {
    if (session.id !== except) await endSession(instance, session, 'revoked');
  }
}
