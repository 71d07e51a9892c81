import { endSessions } from '../../sessions/end-sessions.js';
import { authenticatorApps, spendTotp, findAuthenticatorApp } from '../../users/authenticator-app.js';
import { backupCodes, spendBackupCode } from '../../users/backup-code.js';
import { changeUser, requireUser, touchUser } from '../../users/change-user.js';
import { externalAccounts } from '../../users/external-account.js';
import { passkeys } from '../../users/passkey.js';
import { dropUnusableBackupCodes } from '../../users/remove-authenticator-app.js';
import { revokeTrustedDevice, trustedDeviceJSON, trustedDevices } from '../../users/trusted-device.js';
import { requireAndChange } from './require-and-change.js';
import { ApiError, ParameterError, NotFoundError } from '../../errors/api-error.js';
import { verifyPassword } from '../../users/hash-password.js';
import { web3Wallets } from '../../users/user-parts.js';
import { phoneNumbers } from '../../users/phone-number.js';
import { pageAnswer } from '../../http/page-answer.js';
import type { Handlers, BackendContext } from '../backend-route.js';
import type { users as usersEndpoints } from '@acme/backend/endpoints';
import type { Collection } from '../../store/collection.js';
import { deleted } from '../../http/deleted.js';

export const userFactorHandlers = {
  removePassword: (context) => requireAndChange(context, { passwordDigest: null, passwordUpdatedAt: null }),

  verifyPassword: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    const password = context.body.requiredString('password');
    if (user.passwordDigest === null) throw new ApiError(400, 'no_password_set', 'The user has no password.');
    if (await verifyPassword(password, user.passwordDigest)) return { verified: true };
    throw new ParameterError('incorrect_password', 'The password is incorrect.', 'password');
  },

  disableUserMFA: async (context) => {
    const { user, phoneNumbers: own } = await requireUser(context, context.params.userId);
    for (const collection of [authenticatorApps, backupCodes]) await collection.deleteScope(context.db, user.id);
    for (const row of own.filter(({ reservedForSecondFactor }) => reservedForSecondFactor))
      await phoneNumbers.update(context, row, { reservedForSecondFactor: false });
    await touchUser(context, user.id);
    return { user_id: user.id };
  },

  deleteUserTOTP: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    await authenticatorApps.deleteScope(context.db, user.id);
    await dropUnusableBackupCodes(context, user.id);
    await touchUser(context, user.id);
    return { user_id: user.id };
  },
  deleteUserBackupCodes: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    await backupCodes.deleteScope(context.db, user.id);
    await touchUser(context, user.id);
    return { user_id: user.id };
  },

  verifyTOTP: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    const code = context.body.requiredString('code');
    if (await spendBackupCode(context, user.id, code)) return { verified: true, code_type: 'backup_code' };
    const app = await findAuthenticatorApp(context, user.id);
    if (!app) throw new ApiError(400, 'totp_disabled', 'TOTP is not enabled', 'The user has no authenticator app.');
    await spendTotp(context, app, code);
    return { verified: true, code_type: 'totp' };
  },

  deleteUserPasskey: (context) => withoutPart(context, passkeys, context.params.passkeyIdentificationId),
  deleteUserWeb3Wallet: (context) => withoutPart(context, web3Wallets, context.params.web3WalletIdentificationId),
  deleteUserExternalAccount: (context) => withoutPart(context, externalAccounts, context.params.externalAccountId),

  setPasswordCompromised: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    if (user.passwordDigest === null) throw new ApiError(422, 'no_password_set', 'The user has no password.');
    if (context.body.boolean('revoke_all_sessions') === true) await endSessions(context, user.id);
    return changeUser(context, user.id, { passwordCompromisedAt: context.now() });
  },
  unsetPasswordCompromised: (context) => requireAndChange(context, { passwordCompromisedAt: null }),

  getTrustedDeviceList: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    const { rows, total } = await trustedDevices.page(context.db, { scope: user.id });
    return pageAnswer(rows.map(trustedDeviceJSON), total);
  },

  revokeTrustedDevice: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    return trustedDeviceJSON(await revokeTrustedDevice(context, user.id, context.params.trustedDeviceId));
  },
} satisfies Partial<Handlers<typeof usersEndpoints>>;

async function withoutPart<T extends object>(
  context: BackendContext<'userId'>,
  part: Collection<T>,
  id: string,
): Promise<object> {
  const { user } = await requireUser(context, context.params.userId);
  if (!(await part.findWhere(context.db, { ids: [id], scope: user.id })))
    throw new NotFoundError(`The user has nothing with id ${id}.`);
  await part.delete(context.db, id);
  await touchUser(context, user.id);
  return deleted(part.kind, id);
}
