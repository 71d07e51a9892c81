import { requireAndChange, requireUser, endAllSessions, changeUser } from './change-user.js';
import { ApiError, ParameterError, NotFoundError } from '../../errors/api-error.js';
import { verifyPassword } from '../../users/hash-password.js';
import { totps, backupCodes, passkeys, web3Wallets, externalAccounts, trustedDevices } from '../../users/user-parts.js';
import { phoneNumbers } from '../../users/phone-number.js';
import { TOTP, Secret } from 'otpauth';
import { pageAnswer } from '../../http/page-answer.js';
import { withoutScope } from '../../users/user-json.js';
import type { Handlers, BackendContext } from '../backend-route.js';
import type { users as usersEndpoints } from '@acme/backend/endpoints';
import type { Collection } from '../../store/collection.js';
import { deleted } from '../../http/deleted.js';

export const userFactorHandlers = {
  removePassword: (context) => requireAndChange(context, { passwordDigest: null, passwordUpdatedAt: null }),

  verifyPassword: async (context) => {
    const { user } = await requireUser(context);
    const password = context.body.requiredString('password');
    if (user.passwordDigest === null) throw new ApiError(400, 'no_password_set', 'The user has no password.');
    if (await verifyPassword(password, user.passwordDigest)) return { verified: true };
    throw new ParameterError('incorrect_password', 'The password is incorrect.', 'password');
  },

  disableUserMFA: async (context) => {
    const { user, phoneNumbers: own } = await requireUser(context);
    for (const collection of [totps, backupCodes]) await collection.deleteScope(context.db, user.id);
    for (const row of own.filter(({ reservedForSecondFactor }) => reservedForSecondFactor))
      await phoneNumbers.update(context, row, { reservedForSecondFactor: false });
    return { user_id: user.id };
  },

  deleteUserTOTP: (context) => withoutFactor(context, totps),
  deleteUserBackupCodes: (context) => withoutFactor(context, backupCodes),

  verifyTOTP: async (context) => {
    const { user } = await requireUser(context);
    const code = context.body.requiredString('code');
    const [backup] = await backupCodes.list(context.db, { scope: user.id });
    if (backup?.codes.includes(code)) {
      await backupCodes.update(context, backup, { codes: backup.codes.filter((other) => other !== code) });
      return { verified: true, code_type: 'backup_code' };
    }
    const [app] = await totps.list(context.db, { scope: user.id });
    if (!app) throw new ApiError(400, 'totp_disabled', 'TOTP is not enabled', 'The user has no authenticator app.');
    const totp = new TOTP({ secret: Secret.fromBase32(app.secret) });
    if (totp.validate({ token: code, timestamp: context.now(), window: 1 }) === null)
      throw new ParameterError('form_code_incorrect', 'Incorrect code', 'code', 'The code is not right.');
    return { verified: true, code_type: 'totp' };
  },

  deleteUserPasskey: (context) => withoutPart(context, passkeys, context.params.passkeyIdentificationId),
  deleteUserWeb3Wallet: (context) => withoutPart(context, web3Wallets, context.params.web3WalletIdentificationId),
  deleteUserExternalAccount: (context) => withoutPart(context, externalAccounts, context.params.externalAccountId),

  setPasswordCompromised: async (context) => {
    const { user } = await requireUser(context);
    if (user.passwordDigest === null) throw new ApiError(422, 'no_password_set', 'The user has no password.');
    if (context.body.boolean('revoke_all_sessions') === true) await endAllSessions(context, user.id);
    return changeUser(context, user.id, { passwordCompromisedAt: context.now() });
  },
  unsetPasswordCompromised: (context) => requireAndChange(context, { passwordCompromisedAt: null }),

  getTrustedDeviceList: async (context) => {
    const { user } = await requireUser(context);
    const { rows, total } = await trustedDevices.page(context.db, { scope: user.id });
    return pageAnswer(rows.map(withoutScope), total);
  },

  revokeTrustedDevice: async (context) => {
    const { user } = await requireUser(context);
    const device = await trustedDevices.findWhere(context.db, {
      ids: [context.params.trustedDeviceId],
      scope: user.id,
    });
    if (!device) throw new NotFoundError(`The user has no device with id ${context.params.trustedDeviceId}.`);
    const now = context.now();
    const change = { status: 'revoked', revoked_at: now, updated_at: now } as const;
    return withoutScope(await trustedDevices.update(context, device, change));
  },
} satisfies Partial<Handlers<typeof usersEndpoints>>;

async function withoutFactor<T extends object>(
  context: BackendContext<'userId'>,
  factor: Collection<T>,
): Promise<object> {
  const { user } = await requireUser(context);
  await factor.deleteScope(context.db, user.id);
  return { user_id: user.id };
}

async function withoutPart<T extends object>(
  context: BackendContext<'userId'>,
  part: Collection<T>,
  id: string,
): Promise<object> {
  const { user } = await requireUser(context);
  if (!(await part.findWhere(context.db, { ids: [id], scope: user.id })))
    throw new NotFoundError(`The user has nothing with id ${id}.`);
  await part.delete(context.db, id);
  return deleted(part.kind, id);
}
