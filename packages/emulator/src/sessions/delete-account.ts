import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import type { UserRecord } from '../users/user-record.js';
import { deleteUser } from '../users/user-record.js';
import { deleted } from '../http/deleted.js';
import { endSessions } from './end-sessions.js';

/** Deletes a user with everything that belongs to the user. @returns the answer for the caller */
export async function deleteAccount(instance: Instance, { user }: UserRecord): Promise<object> {
  await endSessions(instance, user.id);
  await deleteUser(instance.db, user.id);
  const gone = deleted('user', user.id);
  emit(instance, 'user.deleted', gone);
  return gone;
}
