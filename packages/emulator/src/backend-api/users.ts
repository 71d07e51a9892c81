import { users as usersEndpoints } from '@acme/backend/endpoints';
import { checkPassword, createUser } from '../create-user.js';
import { ApiError, NotFoundError, ParameterError } from '../errors.js';
import type { Instance } from '../instance.js';
import { userJSON } from '../json/user-json.js';
import { verifyPassword } from '../password.js';
import { endSession } from '../sessions.js';
import { listSessions } from '../store/sessions.js';
import type { UserRow } from '../store/tables.js';
import { countUsers, listUsers } from '../store/user-list.js';
import { deleteUser, findUser, updateUser, type UserRecord } from '../store/users.js';
import { readPage } from './paging.js';
import { answers, type BackendContext } from './route.js';
import { checkExternalId, mergeMetadata, METADATA_COLUMNS, readCreatedAt, readUserChange } from './user-change.js';
import { readUserFilter, readUserOrder } from './user-query.js';

export const users = answers(usersEndpoints, {
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
    if (emailAddresses.length === 0 && !username) {
      throw new ParameterError(
        'form_data_missing',
        'missing data',
        'email_address',
        'email_address or username must be included.',
      );
    }
    if (password !== undefined && body.boolean('skip_password_checks') !== true) checkPassword(password);
    const created = await createUser(instance, {
      emailAddresses,
      username,
      password,
      firstName: body.string('first_name') ?? undefined,
      lastName: body.string('last_name') ?? undefined,
      externalId: (await checkExternalId(instance, body)) ?? undefined,
      locale: body.string('locale') ?? undefined,
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
    for (const [field, column] of METADATA_COLUMNS) {
      const patch = context.body.object(field);
      if (patch) change[column] = mergeMetadata(user[column], patch);
    }
    return changeUser(context, user.id, change);
  },

  replaceUserMetadata: async (context) => {
    const { user } = await requireUser(context);
    const change: Partial<UserRow> = {};
    for (const [field, column] of METADATA_COLUMNS) {
      const metadata = context.body.object(field);
      if (metadata) change[column] = metadata;
    }
    return changeUser(context, user.id, change);
  },

  removePassword: (context) => requireAndChange(context, { passwordDigest: null, passwordUpdatedAt: null }),

  deleteUser: async (context) => {
    const { user } = await requireUser(context);
    await deleteUser(context.db, user.id);
    return { object: 'user', id: user.id, deleted: true };
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
    await requireUser(context);
    return { data: [], total_count: 0 };
  },
});

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
  return userJSON(instance, record);
}

async function endAllSessions(instance: Instance, userId: string): Promise<void> {
  for (const session of await listSessions(instance.db, { userId, status: 'active' })) {
    await endSession(instance, session, 'revoked');
  }
}
