import { users as usersEndpoints } from '@acme/backend/endpoints';
import { checkEmailAddress, checkEmailAddressIsFree } from '../../users/check-email-address.js';
import { checkPassword } from '../../users/check-password.js';
import { createUser } from '../../users/create-user.js';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { emailAddressJSON } from '../../users/email-address-json.js';
import { userJSON, withoutScope } from '../../users/user-json.js';
import { verifyPassword } from '../../users/hash-password.js';
import { endSession } from '../../sessions/end-session.js';
import { listSessions } from '../../sessions/find-session.js';
import type { UserRow } from '../../store/tables.js';
import { countUsers, listUsers } from '../../users/list-users.js';
import { deleteEmailAddress, insertEmailAddress } from '../../users/find-email-address.js';
import { deleteUser, findUser, findUsers, updateUser, type UserRecord } from '../../users/user-record.js';
import { Secret, TOTP } from 'otpauth';
import { emit } from '../../instance/emit.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import {
  organizationInvitations,
  organizationInvitationsJSON,
  organizationInvitationStatus,
} from '../../organizations/organization-invitations.js';
import { memberships, membershipsJSON } from '../../organizations/memberships.js';
import {
  checkPhoneNumber,
  checkPhoneNumberIsFree,
  insertPhoneNumber,
  phoneNumberJSON,
  phoneNumbers,
} from '../../users/phone-number.js';
import type { Collection } from '../../store/collection.js';
import { backupCodes, externalAccounts, passkeys, totps, trustedDevices, web3Wallets } from '../../users/user-parts.js';
import { deleted } from '../../http/deleted.js';
import { listAnswer, pageAnswer } from '../../http/page-answer.js';
import { readList, readPage } from '../../http/read-page.js';
import { answers, type BackendContext } from '../backend-route.js';
import { checkExternalId, mergeMetadata, metadataColumns, readCreatedAt, readUserChange } from './read-user-change.js';
import { readUserFilter, readUserOrder } from './read-user-filter.js';

export const userRoutes = answers(usersEndpoints, {
  getUserList: async ({ query, ...instance }) => {
    const found = await listUsers(instance.db, readUserFilter(query), readUserOrder(query), readPage(query));
    return found.map((record) => userJSON(instance, record));
  },

  getCount: async ({ query, db }) => ({
    object: 'total_count',
    total_count: await countUsers(db, readUserFilter(query)),
  }),

  getUser: async (context) => userJSON(context, await requireUser(context)),

  createUser: async ({ body, ...instance }) => {
    if (body.string('password_digest')) {
      throw new ParameterError(
        'form_param_unknown',
        'is not supported',
        'password_digest',
        'The emulator does not import password digests. Send password instead.',
      );
    }
    const password = body.string('password') ?? undefined;
    const emailAddresses = body.strings('email_address') ?? [];
    const username = body.string('username') ?? undefined;
    const phoneNumbersGiven = body.strings('phone_number') ?? [];
    if (emailAddresses.length === 0 && phoneNumbersGiven.length === 0 && !username) {
      throw new ParameterError(
        'form_data_missing',
        'missing data',
        'email_address',
        'email_address, phone_number or username must be included.',
      );
    }
    if (password !== undefined && body.boolean('skip_password_checks') !== true) checkPassword(password);
    const created = await createUser(instance, {
      emailAddresses,
      phoneNumbers: phoneNumbersGiven,
      username,
      password,
      firstName: body.string('first_name') ?? undefined,
      lastName: body.string('last_name') ?? undefined,
      externalId: (await checkExternalId(instance, body)) ?? undefined,
      locale: body.string('locale') ?? undefined,
      timezone: body.string('timezone') ?? undefined,
      publicMetadata: body.object('public_metadata'),
      privateMetadata: body.object('private_metadata'),
      unsafeMetadata: body.object('unsafe_metadata'),
      createdAt: readCreatedAt(body),
    });
    return userJSON(instance, created);
  },

  updateUser: async (context) => {
    const { user } = await requireUser(context);
    return changeUser(context, user.id, await readUserChange(context, context.body, user));
  },

  updateUserMetadata: async (context) => {
    const { user } = await requireUser(context);
    const change: Partial<UserRow> = {};
    for (const [field, column] of metadataColumns) {
      const patch = context.body.object(field);
      if (patch) change[column] = mergeMetadata(user[column], patch);
    }
    return changeUser(context, user.id, change);
  },

  replaceUserMetadata: async (context) => {
    const { user } = await requireUser(context);
    const change: Partial<UserRow> = {};
    for (const [field, column] of metadataColumns) {
      const metadata = context.body.object(field);
      if (metadata) change[column] = metadata;
    }
    return changeUser(context, user.id, change);
  },

  removePassword: (context) => requireAndChange(context, { passwordDigest: null, passwordUpdatedAt: null }),

  deleteUser: async (context) => {
    const { user } = await requireUser(context);
    await deleteUser(context.db, user.id);
    for (const membership of await memberships.list(context.db, { where: { userId: user.id } }))
      await memberships.delete(context.db, membership.id);
    const gone = deleted('user', user.id);
    emit(context, 'user.deleted', gone);
    return gone;
  },

  banUser: async (context) => {
    const { user } = await requireUser(context);
    await endAllSessions(context, user.id);
    return changeUser(context, user.id, { banned: true });
  },
  unbanUser: (context) => requireAndChange(context, { banned: false }),
  lockUser: (context) => requireAndChange(context, { locked: true }),
  unlockUser: (context) => requireAndChange(context, { locked: false }),

  verifyPassword: async (context) => {
    const { user } = await requireUser(context);
    const password = context.body.requiredString('password');
    if (user.passwordDigest === null) throw new ApiError(400, 'no_password_set', 'The user has no password.');
    if (await verifyPassword(password, user.passwordDigest)) return { verified: true };
    throw new ParameterError('incorrect_password', 'The password is incorrect.', 'password');
  },

  getOrganizationMembershipList: async (context) => {
    const { user } = await requireUser(context);
    const page = readPage(context.query);
    const { rows, total } = await memberships.page(context.db, { where: { userId: user.id }, page });
    return pageAnswer(await membershipsJSON(context, rows), total);
  },

  getOrganizationInvitationList: async (context) => {
    const { emailAddresses } = await requireUser(context);
    const status = readList(context.query, 'status');
    const found = await organizationInvitations.list(context.db, {
      where: { emailAddress: emailAddresses.map(({ emailAddress }) => emailAddress) },
    });
    const wanted = status ? found.filter((row) => status.includes(organizationInvitationStatus(context, row))) : found;
    const { limit, offset } = readPage(context.query);
    const shown = await organizationInvitationsJSON(context, wanted.slice(offset, offset + limit));
    return pageAnswer(shown, wanted.length);
  },

  replaceUserEmailAddress: async (context) => {
    const { user, emailAddresses } = await requireUser(context);
    const emailAddress = checkEmailAddress(context.body.requiredString('email_address'));
    if (!emailAddresses.some((own) => own.emailAddress === emailAddress))
      await checkEmailAddressIsFree(context, emailAddress);
    for (const row of emailAddresses) await deleteEmailAddress(context.db, row);
    const now = context.now();
    const id = context.createId('idn');
    const row = { id, userId: user.id, emailAddress, verified: true, verificationStrategy: 'admin' };
    const inserted = { ...row, createdAt: now, updatedAt: now };
    await insertEmailAddress(context.db, inserted);
    await changeUser(context, user.id, { primaryEmailAddressId: id });
    return emailAddressJSON(inserted);
  },

  replaceUserPhoneNumber: async (context) => {
    const { user, phoneNumbers: own } = await requireUser(context);
    const phoneNumber = checkPhoneNumber(context.body.requiredString('phone_number'));
    await checkPhoneNumberIsFree(context, phoneNumber, user.id);
    for (const row of own) await phoneNumbers.delete(context.db, row.id);
    const number = { userId: user.id, phoneNumber, verified: true, reservedForSecondFactor: false };
    const row = await insertPhoneNumber(context, number);
    await changeUser(context, user.id, { primaryPhoneNumberId: row.id });
    return phoneNumberJSON(row);
  },

  updateUserProfileImage: async (context) => {
    const { user } = await requireUser(context);
    return changeUser(context, user.id, {
      imageId: await replaceImage(context, user.id, context.body.requiredFile('file')),
    });
  },

  deleteUserProfileImage: async (context) => {
    const { user } = await requireUser(context);
    await removeImage(context, user.id);
    return changeUser(context, user.id, { imageId: null });
  },

  // Nobody signs in with another provider here, so there are no tokens of theirs.
  getUserOauthAccessToken: async (context) => {
    await requireUser(context);
    return listAnswer(context.query, [], 0);
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

  banUsers: (context) => changeUsers(context, true),
  unbanUsers: (context) => changeUsers(context, false),

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
});

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

/** All or nothing: an unknown id changes nobody. */
async function changeUsers(context: BackendContext, banned: boolean): Promise<object> {
  const ids = context.body.strings('user_ids') ?? [];
  const found = await findUsers(context.db, ids);
  const unknown = ids.find((id) => !found.some(({ user }) => user.id === id));
  if (ids.length === 0) throw new ParameterError('form_param_missing', 'is missing', 'user_ids');
  if (unknown !== undefined) throw new NotFoundError(`No user was found with id ${unknown}.`);
  const answers = [];
  for (const id of ids) {
    if (banned) await endAllSessions(context, id);
    answers.push(await changeUser(context, id, { banned }));
  }
  return answers;
}

async function requireUser({ db, params }: BackendContext<'userId'>): Promise<UserRecord> {
  const record = await findUser(db, params.userId);
  if (record) return record;
  throw new NotFoundError(`No user was found with id ${params.userId}.`);
}

async function requireAndChange(context: BackendContext<'userId'>, change: Partial<UserRow>): Promise<object> {
  const { user } = await requireUser(context);
  return changeUser(context, user.id, change);
}

async function changeUser(instance: Instance, id: string, change: Partial<UserRow>): Promise<object> {
  await updateUser(instance.db, id, { ...change, updatedAt: instance.now() });
  const record = await findUser(instance.db, id);
  if (!record) throw new NotFoundError(`No user was found with id ${id}.`);
  const changed = userJSON(instance, record);
  emit(instance, 'user.updated', changed);
  return changed;
}

async function endAllSessions(instance: Instance, userId: string): Promise<void> {
  for (const session of await listSessions(instance.db, { userId, status: 'active' })) {
    await endSession(instance, session, 'revoked');
  }
}
