import { ApiError, ParameterError } from '../../errors/api-error.js';
import { endSessions } from '../../sessions/end-sessions.js';
import { checkPassword } from '../../users/check-password.js';
import { hashPassword, verifyPassword } from '../../users/hash-password.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { changeAccount, requireFeature, type OwnAccount } from './change-account.js';
import { saved } from './user-handlers.js';

export const passwordHandlers = {
  changePassword(call) {
    return changeAccount(
      call,
      async (account) => {
        const { instance, session, settings } = account;
        requireFeature(account, 'password');
        const signsOut = call.body.boolean('sign_out_of_other_sessions') === true;
        const password = call.body.requiredString('new_password');
        const current = call.body.string('current_password');
        if (needsCurrent(account) || current) await checkCurrent(account, current);
        checkPassword(password, settings.password_settings, 'new_password');
        const passwordDigest = await hashPassword(password, instance.createId);
        if (signsOut) await endSessions(instance, session.userId, session.id);
        const passwordUpdatedAt = instance.now();
        return saved(account, { passwordDigest, passwordUpdatedAt, passwordCompromisedAt: null });
      },
      { needsRecentProof: true },
    );
  },

  removePassword(call) {
    return changeAccount(
      call,
      async (account) => {
        if (account.record.user.passwordDigest === null) {
          throw new ApiError(400, 'no_password_set', 'no password set', 'This account has no password.');
        }
        await checkCurrent(account, call.body.string('current_password'));
        return saved(account, { passwordDigest: null, passwordUpdatedAt: null, passwordCompromisedAt: null });
      },
      { needsRecentProof: true },
    );
  },
} satisfies FrontendHandlers;

/** Not for the first password, and not while a compromised one must be replaced: the task of the session does not request it. */
const needsCurrent = ({ record: { user } }: OwnAccount) =>
  user.passwordDigest !== null && user.passwordCompromisedAt === null;

/** @throws {ParameterError} `form_param_missing`, `form_password_incorrect` */
async function checkCurrent({ record }: OwnAccount, password: string | null | undefined): Promise<void> {
  if (!password) throw new ParameterError('form_param_missing', 'is missing', 'current_password');
  if (await verifyPassword(password, record.user.passwordDigest ?? '')) return;
  throw new ParameterError(
    'form_password_incorrect',
    'is incorrect',
    'current_password',
    'Password is incorrect. Try again, or use another method.',
  );
}
