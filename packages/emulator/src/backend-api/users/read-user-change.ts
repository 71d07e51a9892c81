import { checkPassword } from '../../users/check-password.js';
import { checkExternalIdIsFree } from '../../users/check-external-id-is-free.js';
import { checkUsername } from '../../users/check-username.js';
import type { UserRights } from '../../users/create-user.js';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { Instance } from '../../instance/instance.js';
import { hashPassword } from '../../users/hash-password.js';
import type { RequestBody } from '../../http/request-body.js';
import { endSessions } from '../../sessions/end-sessions.js';
import type { UserRow } from '../../store/tables.js';
import { checkFactors, type ImportedFactors } from '../../users/imported-factors.js';
import { findEmailAddress } from '../../users/find-email-address.js';
import { phoneNumbers } from '../../users/phone-number.js';

/** Metadata fields on the wire with their columns. */
export const metadataColumns = [
  ['public_metadata', 'publicMetadata'],
  ['private_metadata', 'privateMetadata'],
  ['unsafe_metadata', 'unsafeMetadata'],
] as const;

/** What a `PATCH /users/{userId}` body changes; absent fields stay as they are, metadata is replaced. */
export async function readUserChange(instance: Instance, body: RequestBody, user: UserRow): Promise<Partial<UserRow>> {
  const username = body.string('username');
  const password = body.string('password');
  const change: Partial<UserRow> = {
    ...given('firstName', body.string('first_name')),
    ...given('lastName', body.string('last_name')),
    ...given('locale', body.string('locale')),
    ...given('timezone', body.string('timezone')),
    ...given('externalId', readExternalId(body)),
    ...given('createdAt', readCreatedAt(body)),
    ...readRights(body),
    ...given('primaryEmailAddressId', await checkOwnEmailAddress(instance, body, user)),
    ...given('primaryPhoneNumberId', await checkOwnPhoneNumber(instance, body, user)),
  };
  if (change.externalId) await checkExternalIdIsFree(instance, change.externalId, user.id);
  if (username !== undefined) change.username = username ? await checkUsername(instance, username, user.id) : null;
  if (password) Object.assign(change, await changedPassword(instance, body, user, password));
  for (const [field, column] of metadataColumns) {
    const metadata = body.object(field);
    if (metadata) change[column] = metadata;
  }
  return change;
}

/** The `external_id` of a body; empty text removes it. */
export function readExternalId(body: RequestBody): string | null | undefined {
  const externalId = body.string('external_id');
  return externalId === '' ? null : externalId;
}

/** The second factors of a body. @throws {ParameterError} `form_param_format_invalid` */
export function readFactors(body: RequestBody): ImportedFactors {
  const factors = { totpSecret: body.string('totp_secret') || undefined, backupCodes: body.strings('backup_codes') };
  checkFactors(factors);
  return factors;
}

/** What a user may do, by a body. @throws {ParameterError} `form_param_format_invalid` */
export function readRights(body: RequestBody): UserRights {
  return {
    ...given('deleteSelfEnabled', body.boolean('delete_self_enabled')),
    ...given('createOrganizationEnabled', body.boolean('create_organization_enabled')),
    ...given('createOrganizationsLimit', body.integer('create_organizations_limit')),
    ...given('legalAcceptedAt', readTime(body, 'legal_accepted_at')),
  };
}

/** `created_at` of a body, in Unix ms. */
export function readCreatedAt(body: RequestBody): number | undefined {
  return readTime(body, 'created_at');
}

/** An RFC 3339 time, in Unix ms. */
function readTime(body: RequestBody, field: string): number | undefined {
  const text = body.string(field);
  if (!text) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new ParameterError('form_param_format_invalid', 'is invalid', field, `${field} must be an RFC 3339 time.`);
}

async function checkOwnEmailAddress({ db }: Instance, body: RequestBody, user: UserRow): Promise<string | undefined> {
  const id = body.string('primary_email_address_id');
  if (!id) return undefined;
  const email = await findEmailAddress(db, id);
  if (email?.userId === user.id) return id;
  throw new NotFoundError(`The user has no e-mail address with id ${id}.`);
}

async function checkOwnPhoneNumber({ db }: Instance, body: RequestBody, user: UserRow): Promise<string | undefined> {
  const id = body.string('primary_phone_number_id');
  if (!id) return undefined;
  const phone = await phoneNumbers.findWhere(db, { ids: [id], scope: user.id });
  if (phone) return id;
  throw new NotFoundError(`The user has no phone number with id ${id}.`);
}

async function changedPassword(
  instance: Instance,
  body: RequestBody,
  user: UserRow,
  password: string,
): Promise<Partial<UserRow>> {
  if (body.boolean('skip_password_checks') !== true)
    checkPassword(password, (await instanceSettings(instance)).password_settings);
  if (body.boolean('sign_out_of_other_sessions') === true) await endSessions(instance, user.id);
  return { passwordDigest: await hashPassword(password, instance.createId), passwordUpdatedAt: instance.now() };
}

/** The column with a value, unless the value is absent. */
export function given<Column extends keyof UserRow>(
  column: Column,
  value: UserRow[Column] | undefined,
): Partial<Pick<UserRow, Column>> {
  // A computed name widens the type.
  return value === undefined ? {} : ({ [column]: value } as Partial<Pick<UserRow, Column>>);
}
