import { endSessions } from '../../sessions/end-sessions.js';
import { changeUser, requireUser } from '../../users/change-user.js';
import { requireAndChange } from './require-and-change.js';
import type { Handlers, BackendContext } from '../backend-route.js';
import type { users as usersEndpoints } from '@acme/backend/endpoints';
import { findUsers } from '../../users/user-record.js';
import { ParameterError, NotFoundError } from '../../errors/api-error.js';

export const userBanHandlers = {
  banUser: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    await endSessions(context, user.id);
    return changeUser(context, user.id, { banned: true });
  },
  unbanUser: (context) => requireAndChange(context, { banned: false }),
  lockUser: (context) => requireAndChange(context, { locked: true }),
  unlockUser: (context) => requireAndChange(context, { locked: false }),

  banUsers: (context) => changeUsers(context, true),
  unbanUsers: (context) => changeUsers(context, false),
} satisfies Partial<Handlers<typeof usersEndpoints>>;

/** All or nothing: an unknown id changes nobody. */
async function changeUsers(context: BackendContext, banned: boolean): Promise<object> {
  const ids = context.body.strings('user_ids') ?? [];
  const found = await findUsers(context.db, ids);
  const unknown = ids.find((id) => !found.some(({ user }) => user.id === id));
  if (ids.length === 0) throw new ParameterError('form_param_missing', 'is missing', 'user_ids');
  if (unknown !== undefined) throw new NotFoundError(`No user was found with id ${unknown}.`);
  const answers = [];
  for (const id of ids) {
    if (banned) await endSessions(context, id);
    answers.push(await changeUser(context, id, { banned }));
  }
  return answers;
}
