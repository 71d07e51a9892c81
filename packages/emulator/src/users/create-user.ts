import { ApiError, ParameterError } from '../errors.js';
import { emit } from '../instance/emit.js';
import { derivedId } from '../instance/ids.js';
import { userJSON } from './user-json.js';
import type { Instance } from '../instance/instance.js';
import { hashPassword } from './password.js';
import type { EmailAddressRow, JsonObject, UserRow } from '../store/tables.js';
import { noParts } from './user-parts.js';
import { checkPhoneNumber, checkPhoneNumberIsFree, insertPhoneNumber } from './phone-numbers.js';
import { findEmailAddressByText, findUserByIdentifier, insertUser, type UserRecord } from './user-rows.js';

const MIN_PASSWORD_LENGTH = 8;
const EMAIL_ADDRESS = /^[^\s@]+@[^\s@]+$/;
const USERNAME = /^[a-z0-9_.-]{1,64}$/;

/** What a new user is made of. */
export interface NewUser {
  readonly id?: string | undefined;
  readonly emailAddresses: readonly string[];
  /** In E.164 form. */
  readonly phoneNumbers?: readonly string[] | undefined;
  readonly password?: string | undefined;
  /** Instead of `password`, one that was hashed before. */
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
  /** How the e-mail addresses were verified; `admin` for those a program vouches for. */
  readonly verificationStrategy?: 'admin' | 'email_code' | undefined;
}

/**
 * Creates a user after checking that nothing of it is taken. E-mail addresses count as verified; the first is the primary one.
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 */
export async function createUser(instance: Instance, wanted: NewUser): Promise<UserRecord> {
  const emails = wanted.emailAddresses.map(checkEmailAddress);
  for (const email of emails) await checkEmailAddressIsFree(instance, email);
  const numbers = (wanted.phoneNumbers ?? []).map(checkPhoneNumber);
  for (const number of numbers) await checkPhoneNumberIsFree(instance, number);
  const username = wanted.username ? await checkUsername(instance, wanted.username) : null;
  const createdAt = wanted.createdAt ?? instance.now();
  const id = wanted.id ?? instance.createId('user');
  const rows = emails.map((emailAddress): EmailAddressRow => ({
    id: wanted.id ? derivedId('idn', `${id} ${emailAddress}`) : instance.createId('idn'),
    userId: id,
    emailAddress,
    verified: true,
    verificationStrategy: wanted.verificationStrategy ?? 'admin',
    createdAt,
    updatedAt: createdAt,
  }));
  const phones = numbers.map((phoneNumber) => ({
    id: instance.createId('idn'),
    userId: id,
    phoneNumber,
    verified: true,
    reservedForSecondFactor: false,
  }));
  const passwordDigest =
    wanted.passwordDigest ?? (wanted.password === undefined ? null : await hashPassword(wanted.password));
  const user: UserRow = {
    id,
    externalId: wanted.externalId ?? null,
    username,
    firstName: wanted.firstName ?? null,
    lastName: wanted.lastName ?? null,
    locale: wanted.locale ?? null,
    timezone: wanted.timezone ?? null,
    passwordDigest,
    passwordUpdatedAt: passwordDigest === null ? null : createdAt,
    passwordCompromisedAt: null,
    primaryEmailAddressId: rows[0]?.id ?? null,
    primaryPhoneNumberId: phones[0]?.id ?? null,
    imageId: null,
    publicMetadata: wanted.publicMetadata ?? {},
    privateMetadata: wanted.privateMetadata ?? {},
    unsafeMetadata: wanted.unsafeMetadata ?? {},
    banned: false,
    locked: false,
    deleteSelfEnabled: true,
    createOrganizationEnabled: true,
    createOrganizationsLimit: null,
    legalAcceptedAt: null,
    lastSignInAt: null,
    lastActiveAt: null,
    createdAt,
    updatedAt: createdAt,
  };
  await insertUser(instance.db, { user, emailAddresses: rows });
  const phoneNumbers = [];
  for (const phone of phones) phoneNumbers.push(await insertPhoneNumber(instance, phone));
  const record = { ...noParts, user, emailAddresses: rows, phoneNumbers };
  emit(instance, 'user.created', userJSON(instance, record));
  return record;
}

/**
 * The address in the form it is stored in.
 * @throws {ParameterError} `form_param_format_invalid`
 */
export function checkEmailAddress(text: string): string {
  const email = text.trim().toLowerCase();
  if (EMAIL_ADDRESS.test(email)) return email;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'email_address',
    'Email address must be a valid email address.',
  );
}

/** @throws {ParameterError} `form_identifier_exists` */
export async function checkEmailAddressIsFree(instance: Instance, email: string): Promise<void> {
  if (!(await findEmailAddressByText(instance.db, email))) return;
  throw new ParameterError(
    'form_identifier_exists',
    'That email address is taken. Please try another.',
    'email_address',
  );
}

/** @throws {ParameterError} `form_identifier_exists`, `form_username_invalid_character` */
export async function checkUsername(instance: Instance, text: string, ownerId?: string): Promise<string> {
  const username = text.trim().toLowerCase();
  if (!USERNAME.test(username)) {
    throw new ParameterError(
      'form_username_invalid_character',
      'Username can only contain letters, numbers and . _ -',
      'username',
    );
  }
  const owner = await findUserByIdentifier(instance.db, username);
  if (!owner || owner.user.id === ownerId) return username;
  throw new ParameterError('form_identifier_exists', 'That username is taken. Please try another.', 'username');
}

/** @throws {ParameterError} `form_password_length_too_short` */
export function checkPassword(password: string): string {
  if (password.length >= MIN_PASSWORD_LENGTH) return password;
  throw new ParameterError(
    'form_password_length_too_short',
    `Passwords must be ${MIN_PASSWORD_LENGTH} characters or more.`,
    'password',
  );
}

/** Refuses to go on for a user who must not sign in. @throws {ApiError} 403 */
export function checkMaySignIn(user: UserRow): void {
  if (user.banned) throw new ApiError(403, 'user_banned', 'This account is banned.');
  if (user.locked) throw new ApiError(403, 'user_locked', 'This account is locked.');
}
