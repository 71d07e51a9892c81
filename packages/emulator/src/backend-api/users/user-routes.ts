import { users as usersEndpoints } from '@acme/backend/endpoints';
import type { UserJSON } from '@acme/backend/wire';
import { checkPassword } from '../../users/check-password.js';
import { changeUser, requireUser } from '../../users/change-user.js';
import { createUser } from '../../users/create-user.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { Instance } from '../../instance/instance.js';
import type { RequestBody } from '../../http/request-body.js';
import type { JsonObject } from '../../store/json-object.js';
import { oneAtATime } from '../../store/one-at-a-time.js';
import { mergeMetadata } from '../../users/merge-metadata.js';
import { storeFactors } from '../../users/imported-factors.js';
import { ParameterError } from '../../errors/api-error.js';
import { showEmailAddress } from '../../users/add-email-address.js';
import { showPhoneNumber } from '../../users/add-phone-number.js';
import { listProviderTokens } from '../../users/list-provider-tokens.js';
import { userJSON } from '../../users/user-json.js';
import type { UserRow } from '../../store/tables.js';
import { countUsers, listUsers } from '../../users/list-users.js';
import { deleteAccount } from '../../sessions/delete-account.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import {
  organizationInvitations,
  organizationInvitationsJSON,
  organizationInvitationStatus,
} from '../../organizations/organization-invitations.js';
import { memberships, membershipsJSON } from '../../organizations/memberships.js';
import { replaceEmailAddress } from '../../users/replace-email-address.js';
import { replacePhoneNumber } from '../../users/replace-phone-number.js';
import { listAnswer, pageAnswer } from '../../http/page-answer.js';
import { readList, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';
import { refuseUnsupported } from './refuse-unsupported.js';
import {
  given,
  metadataColumns,
  readCreatedAt,
  readExternalId,
  readFactors,
  readRights,
  readUserChange,
} from './read-user-change.js';
import { readUserFilter, readUserOrder } from './read-user-filter.js';
import { userBanHandlers } from './user-ban-handlers.js';
import { userFactorHandlers } from './user-factor-handlers.js';

export const userRoutes = answers(usersEndpoints, {
  getUserList: async ({ query, ...instance }) => {
    const found = await listUsers(instance.db, readUserFilter(query), readUserOrder(query), readPage(query));
    return found.map((record) => userJSON(instance, record));
  },

  getCount: async ({ query, db }) => ({
    object: 'total_count',
    total_count: await countUsers(db, readUserFilter(query)),
  }),

  getUser: async (context) => userJSON(context, await requireUser(context, context.params.userId)),

  createUser: async ({ body, ...instance }) => {
    refuseUnsupported(body);
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
    if (password !== undefined && body.boolean('skip_password_checks') !== true)
      checkPassword(password, (await instanceSettings(instance)).password_settings);
    const created = await createUser(instance, {
      emailAddresses,
      phoneNumbers: phoneNumbersGiven,
      username,
      password,
      firstName: body.string('first_name') ?? undefined,
      lastName: body.string('last_name') ?? undefined,
      externalId: readExternalId(body) ?? undefined,
      locale: body.string('locale') ?? undefined,
      timezone: body.string('timezone') ?? undefined,
      publicMetadata: body.object('public_metadata'),
      privateMetadata: body.object('private_metadata'),
      unsafeMetadata: body.object('unsafe_metadata'),
      createdAt: readCreatedAt(body),
      rights: {
        ...readRights(body),
        ...given('banned', body.boolean('banned')),
        ...given('locked', body.boolean('locked')),
      },
      ...readFactors(body),
    });
    return userJSON(instance, created);
  },

  updateUser: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    refuseUnsupported(context.body);
    const factors = readFactors(context.body);
    const change = await readUserChange(context, context.body, user);
    await storeFactors(context, user.id, factors);
    return changeUser(context, user.id, change);
  },

  updateUserMetadata: (context) => changeMetadata(context, mergeMetadata),

  replaceUserMetadata: (context) => changeMetadata(context, (_, metadata) => metadata),

  deleteUser: async (context) => deleteAccount(context, await requireUser(context, context.params.userId)),

  getOrganizationMembershipList: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    const page = readPage(context.query);
    const { rows, total } = await memberships.page(context.db, { where: { userId: user.id }, page });
    return pageAnswer(await membershipsJSON(context, rows), total);
  },

  getOrganizationInvitationList: async (context) => {
    const { emailAddresses } = await requireUser(context, context.params.userId);
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
    const { user } = await requireUser(context, context.params.userId);
    const emailAddress = context.body.requiredString('email_address');
    return showEmailAddress(context, await replaceEmailAddress(context, user.id, emailAddress));
  },

  replaceUserPhoneNumber: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    const phoneNumber = context.body.requiredString('phone_number');
    return showPhoneNumber(context, await replacePhoneNumber(context, user.id, phoneNumber));
  },

  updateUserProfileImage: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    return changeUser(context, user.id, {
      imageId: await replaceImage(context, user.id, context.body.requiredFile('file')),
    });
  },

  deleteUserProfileImage: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    await removeImage(context, user.id);
    return changeUser(context, user.id, { imageId: null });
  },

  getUserOauthAccessToken: async (context) => {
    const { user } = await requireUser(context, context.params.userId);
    const provider = context.params.provider.replace(/^(?!oauth_)/, 'oauth_');
    const tokens = await listProviderTokens(context, user.id, provider);
    const { limit, offset } = readPage(context.query);
    return listAnswer(context.query, tokens.slice(offset, offset + limit), tokens.length);
  },
  ...userFactorHandlers,
  ...userBanHandlers,
});

/** Changes metadata one call after the other, so that each call merges into what the one before left. */
function changeMetadata(
  {
    params,
    body,
    ...instance
  }: Instance & { readonly params: { readonly userId: string }; readonly body: RequestBody },
  combine: (current: JsonObject, given: JsonObject) => JsonObject,
): Promise<UserJSON> {
  return oneAtATime(instance.db, params.userId, async () => {
    const { user } = await requireUser(instance, params.userId);
    const change: Partial<UserRow> = {};
    for (const [field, column] of metadataColumns) {
      const given = body.object(field);
      if (given) change[column] = combine(user[column], given);
    }
    return changeUser(instance, user.id, change);
  });
}
