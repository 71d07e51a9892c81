import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import { jsonAnswer } from '../../http/json-answer.js';
import type { RequestBody } from '../../http/request-body.js';
import { browserUserJSON } from '../../organizations/browser-user-json.js';
import { deleteAccount } from '../../sessions/delete-account.js';
import { jwtTemplateCollection, signTemplateToken } from '../../sessions/jwt-template.js';
import { imageUrl } from '../../store/image-url.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import type { UserRow } from '../../store/tables.js';
import { changeUser, requireUser } from '../../users/change-user.js';
import { checkUsername, checkUsernameLength } from '../../users/check-username.js';
import { mergeMetadata } from '../../users/merge-metadata.js';
import { unknownParameter } from '../check-operation-fields.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { changeAccount, requireAttribute, type OwnAccount } from './change-account.js';

/** The first version of the API that refuses `unsafe_metadata` of `PATCH /v1/me`. */
const metadataVersion = '2026-05-12';
const maxNameLength = 256;

export const userHandlers = {
  patchUser(call) {
    const isOld = (call.query.get('__clerk_api_version') ?? metadataVersion) < metadataVersion;
    if (!isOld && call.body.names.includes('unsafe_metadata')) throw unknownParameter('unsafe_metadata');
    return changeAccount(call, async (account) => saved(account, await readChange(account, call.body)));
  },

  patchUserMetadata(call) {
    return changeAccount(call, async (account) => {
      const patch = call.body.object('unsafe_metadata');
      if (!patch) throw new ParameterError('form_param_missing', 'is missing', 'unsafe_metadata');
      return saved(account, { unsafeMetadata: mergeMetadata(account.record.user.unsafeMetadata, patch) });
    });
  },

  deleteUser: (call) =>
    changeAccount(
      call,
      async ({ instance, record, settings }) => {
        if (settings.actions.delete_self && record.user.deleteSelfEnabled) return deleteAccount(instance, record);
        throw new ApiError(403, 'delete_self_not_enabled', 'not allowed', 'Users may not delete their own account.');
      },
      { needsRecentProof: true },
    ),

  updateProfileImage: (call) =>
    changeAccount(call, async ({ instance, record: { user } }) => {
      const file = call.body.requiredFile('file');
      const imageId = await replaceImage(instance, user.id, file);
      await changeUser(instance, user.id, { imageId });
      return { object: 'image', id: imageId, name: file.name, public_url: imageUrl(instance, imageId, user.id) };
    }),

  deleteProfileImage: (call) =>
    changeAccount(call, async ({ instance, record: { user } }) => {
      if (user.imageId === null) throw new NotFoundError('The user has no profile image.');
      await removeImage(instance, user.id);
      await changeUser(instance, user.id, { imageId: null });
      return deleted('image', user.imageId);
    }),

  createServiceToken,
} satisfies FrontendHandlers;

/** A token for another service: that of the JWT template with the name of the service. */
async function createServiceToken(call: FrontendCall): Promise<Response> {
  const { session } = await requireSignedIn(call);
  const name = call.body.requiredString('service');
  const template = await jwtTemplateCollection.findWhere(call.instance.db, { where: { name } });
  if (!template) throw new NotFoundError(`No JWT template was found with name ${name}.`);
  return jsonAnswer({ object: 'token', jwt: await signTemplateToken(call.instance, session, template) });
}

/** Stores a change. @returns the user as the browser sees it */
export async function saved({ instance, record }: OwnAccount, change: Partial<UserRow>): Promise<object> {
  await changeUser(instance, record.user.id, change);
  return browserUserJSON(instance, await requireUser(instance, record.user.id));
}

async function readChange(account: OwnAccount, body: RequestBody): Promise<Partial<UserRow>> {
  const change: Partial<UserRow> = {};
  for (const [field, column] of [
    ['first_name', 'firstName'],
    ['last_name', 'lastName'],
  ] as const) {
    const name = body.string(field);
    if (name === undefined) continue;
    requireAttribute(account, field);
    change[column] = checkName(account, field, name);
  }
  const username = body.string('username');
  if (username !== undefined) change.username = await readUsername(account, username);
  const emailId = body.string('primary_email_address_id');
  if (emailId) change.primaryEmailAddressId = primary(account.record.emailAddresses, emailId, 'email_address');
  const phoneId = body.string('primary_phone_number_id');
  if (phoneId) change.primaryPhoneNumberId = primary(account.record.phoneNumbers, phoneId, 'phone_number');
  const walletId = body.string('primary_web3_wallet_id');
  if (walletId) throw new NotFoundError(`The user has no wallet with id ${walletId}.`);
  const metadata = body.object('unsafe_metadata');
  if (metadata) change.unsafeMetadata = metadata;
  return change;
}

function checkName({ settings }: OwnAccount, field: 'first_name' | 'last_name', name: string | null): string | null {
  if (!name && settings.attributes[field].required) throw new ParameterError('form_param_nil', 'is missing', field);
  if (name === null || name.length <= maxNameLength) return name;
  throw new ParameterError(
    'form_param_max_length_exceeded',
    'exceeds maximum length',
    field,
    `${field} should not exceed ${maxNameLength} characters.`,
  );
}

async function readUsername(account: OwnAccount, username: string | null): Promise<string | null> {
  requireAttribute(account, 'username');
  const { attributes, username_settings: limits } = account.settings;
  if (!username) {
    if (attributes.username.required) throw new ParameterError('form_param_nil', 'is missing', 'username');
    return null;
  }
  return checkUsername(account.instance, checkUsernameLength(username, limits), account.record.user.id);
}

/** The new primary address of a user. */
function primary(
  own: readonly { readonly id: string; readonly verified: boolean }[],
  id: string,
  kind: 'email_address' | 'phone_number',
): string {
  const row = own.find((other) => other.id === id);
  if (!row) throw new NotFoundError(`The user has no ${kind} with id ${id}.`);
  if (row.verified) return id;
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    `primary_${kind}_id`,
    `The ${kind} must be verified before it becomes the primary one.`,
  );
}
