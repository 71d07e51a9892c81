import type { Instance } from '../instance/instance.js';
import { endSession } from './end-session.js';
import { listSessionsOfUser } from './find-active-session.js';

/** Ends the sessions of a user in all browsers. `except`: the session that stays. */
export async function endSessions(instance: Instance, userId: string, except?: string): Promise<void> {
  for (const session of await listSessionsOfUser(instance, userId)) {
    if (session.id !== except) await endSession(instance, session, 'revoked');
  }
}
