import type { UserRow } from '../../store/tables.js';
import { changeUser, requireUser } from '../../users/change-user.js';
import type { BackendContext } from '../backend-route.js';

/** Changes columns of the user of a call. @returns the changed user @throws {NotFoundError} */
export async function requireAndChange(context: BackendContext<'userId'>, change: Partial<UserRow>): Promise<object> {
  const { user } = await requireUser(context, context.params.userId);
  return changeUser(context, user.id, change);
}
