import { emit } from '../instance/emit.js';
import { derivedId } from '../instance/ids.js';
import { userJSON } from './user-json.js';
import type { Instance } from '../instance/instance.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { checkExternalIdIsFree } from './check-external-id-is-free.js';
import { hashPassword } from './hash-password.js';
import type { EmailAddressRow, UserRow } from '../store/tables.js';
import type { JsonObject } from '../store/json-object.js';
import { noParts } from './user-parts.js';
import { checkPhoneNumberPermitted } from './check-phone-number-permitted.js';
import { checkPhoneNumber, checkPhoneNumberIsFree, insertPhoneNumber } from './phone-number.js';
import { storeFactors, type ImportedFactors } from './imported-factors.js';
import { insertUser, type UserRecord } from './user-record.js';
import { checkEmailAddress, checkEmailAddressIsFree } from './check-email-address.js';
import { ParameterError } from '../errors/api-error.js';
import { checkUsername } from './check-username.js';

/** What a user may do, and whether the terms were accepted. */
export type UserRights = Partial<
  Pick<
    UserRow,
    | 'banned'
    | 'locked'
    | 'deleteSelfEnabled'
    | 'createOrganizationEnabled'
    | 'createOrganizationsLimit'
    | 'legalAcceptedAt'
  >
>;

/** What a new user is made of. */
export interface NewUser extends ImportedFactors {
  readonly id?: string | undefined;
  readonly emailAddresses: readonly string[];
  /** In E.164 form. */
  readonly phoneNumbers?: readonly string[] | undefined;
  readonly password?: string | undefined;
  /** Digest of {@link hashPassword}, instead of `password`. */
  readonly passwordDigest?: string | undefined;
  readonly username?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly locale?: string | undefined;
  readonly timezone?: string | undefined;
  readonly publicMetadata?: JsonObject | undefined;
  readonly privateMetadata?: JsonObject | undefined;
  readonly unsafeMetadata?: JsonObject | undefined;
  readonly createdAt?: number | undefined;
  /** Overrides what a new user may do. */
  readonly rights?: UserRights | undefined;
  /** How the e-mail addresses were verified. Default `admin`: by the program that creates the user. */
  readonly verificationStrategy?: string | undefined;
  /** Which identifiers are not verified. Default: all are. */
  readonly unverified?: { readonly emailAddresses: boolean; readonly phoneNumbers: boolean } | undefined;
}

/**
 * Creates a user. The first address and the first number are the primary ones.
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 */
export async function createUser(instance: Instance, wanted: NewUser): Promise<UserRecord> {
  // Before the lock: this takes long.
  const passwordDigest =
    wanted.passwordDigest ??
    (wanted.password === undefined ? null : await hashPassword(wanted.password, instance.createId));
  const { user, emailAddresses, phoneNumbers } = await changingIdentifiers(instance, () =>
    insertChecked(instance, wanted, passwordDigest),
  );
  await storeFactors(instance, user.id, wanted);
  const hasTotp = wanted.totpSecret !== undefined;
  const hasBackupCodes = (wanted.backupCodes ?? []).length > 0;
  const record = { ...noParts, user, emailAddresses, phoneNumbers, hasTotp, hasBackupCodes };
  emit(instance, 'user.created', userJSON(instance, record));
  return record;
}

/** Stores a user with the identifiers, if nobody has one of them. */
async function insertChecked(
  instance: Instance,
  wanted: NewUser,
  passwordDigest: string | null,
): Promise<Pick<UserRecord, 'user' | 'emailAddresses' | 'phoneNumbers'>> {
  const emails = wanted.emailAddresses.map(checkEmailAddress);
  checkNoneTwice(emails, 'email_address');
  for (const email of emails) await checkEmailAddressIsFree(instance, email);
  const numbers = (wanted.phoneNumbers ?? []).map(checkPhoneNumber);
  checkNoneTwice(numbers, 'phone_number');
  for (const number of numbers) {
    await checkPhoneNumberPermitted(instance, number);
    await checkPhoneNumberIsFree(instance, number);
  }
  const username = wanted.username ? await checkUsername(instance, wanted.username) : null;
  if (wanted.externalId !== undefined) await checkExternalIdIsFree(instance, wanted.externalId);
  const createdAt = wanted.createdAt ?? instance.now();
  const id = wanted.id ?? instance.createId('user');
  const emailAddresses = emails.map((emailAddress): EmailAddressRow => ({
    id: wanted.id ? derivedId('idn', `${id} ${emailAddress}`) : instance.createId('idn'),
    userId: id,
    emailAddress,
    verified: !wanted.unverified?.emailAddresses,
    verificationStrategy: wanted.verificationStrategy ?? 'admin',
    createdAt,
    updatedAt: createdAt,
  }));
  const phones = numbers.map((phoneNumber) => ({
    id: instance.createId('idn'),
    userId: id,
    phoneNumber,
    verified: !wanted.unverified?.phoneNumbers,
    reservedForSecondFactor: false,
  }));
  const user: UserRow = {
    ...givenFields(wanted),
    id,
    username,
    passwordDigest,
    passwordUpdatedAt: passwordDigest === null ? null : createdAt,
    primaryEmailAddressId: emailAddresses[0]?.id ?? null,
    primaryPhoneNumberId: phones[0]?.id ?? null,
    createdAt,
    updatedAt: createdAt,
  };
  await insertUser(instance.db, { user, emailAddresses });
  const phoneNumbers = [];
  for (const phone of phones) phoneNumbers.push(await insertPhoneNumber(instance, phone));
  return { user, emailAddresses, phoneNumbers };
}

/** @throws {ParameterError} `form_identifier_exists` if one call has the same identifier twice */
function checkNoneTwice(identifiers: readonly string[], field: string): void {
  const twice = identifiers.find((identifier, index) => identifiers.indexOf(identifier) !== index);
  if (twice !== undefined)
    throw new ParameterError('form_identifier_exists', `${twice} is given more than once.`, field);
}

type DerivedField =
  | 'id'
  | 'username'
  | 'passwordDigest'
  | 'passwordUpdatedAt'
  | 'primaryEmailAddressId'
  | 'primaryPhoneNumberId'
  | 'createdAt'
  | 'updatedAt';

/** The columns that are stored as given, and those that start with a default. */
export function givenFields(wanted: Omit<NewUser, 'emailAddresses'>): Omit<UserRow, DerivedField> {
  return {
    externalId: wanted.externalId ?? null,
    firstName: wanted.firstName ?? null,
    lastName: wanted.lastName ?? null,
    locale: wanted.locale ?? null,
    timezone: wanted.timezone ?? null,
    publicMetadata: wanted.publicMetadata ?? {},
    privateMetadata: wanted.privateMetadata ?? {},
    unsafeMetadata: wanted.unsafeMetadata ?? {},
    passwordCompromisedAt: null,
    imageId: null,
    banned: false,
    locked: false,
    deleteSelfEnabled: true,
    createOrganizationEnabled: true,
    createOrganizationsLimit: null,
    legalAcceptedAt: null,
    lastSignInAt: null,
    lastActiveAt: null,
    ...wanted.rights,
  };
}
