import type { BackendContext } from '../backend-route.js';
import { findUser, updateUser, type UserRecord } from '../../users/user-record.js';
import { NotFoundError } from '../../errors/api-error.js';
import type { UserRow } from '../../store/tables.js';
import type { Instance } from '../../instance/instance.js';
import { userJSON } from '../../users/user-json.js';
import { emit } from '../../instance/emit.js';
import { listSessions } from '../../sessions/find-session.js';
import { endSession } from '../../sessions/end-session.js';

export async function requireUser({ db, params }: BackendContext<'userId'>): Promise<UserRecord> {
  const record = await findUser(db, params.userId);
  if (record) return record;
  throw new NotFoundError(`No user was found with id ${params.userId}.`);
}

export async function requireAndChange(context: BackendContext<'userId'>, change: Partial<UserRow>): Promise<object> {
  const { user } = await requireUser(context);
  return changeUser(context, user.id, change);
}

export async function changeUser(instance: Instance, id: string, change: Partial<UserRow>): Promise<object> {
  await updateUser(instance.db, id, { ...change, updatedAt: instance.now() });
  const record = await findUser(instance.db, id);
  if (!record) throw new NotFoundError(`No user was found with id ${id}.`);
  const changed = userJSON(instance, record);
  emit(instance, 'user.updated', changed);
  return changed;
}

export async function endAllSessions(instance: Instance, userId: string): Promise<void> {
  for (const session of await listSessions(instance.db, { userId, status: 'active' })) {
    await endSession(instance, session, 'revoked');
  }
}
