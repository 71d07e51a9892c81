import { derivedId } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { emailAddresses, users, type EmailAddressRow, type UserRow } from '../store/tables.js';
import { checkEmailAddress } from './check-email-address.js';
import { checkUsernameForm } from './check-username.js';
import { givenFields, type NewUser } from './create-user.js';
import { digestSeededPassword } from './hash-password.js';
import { checkPhoneNumber, phoneNumbers, type PhoneNumber } from './phone-number.js';

/** A user of a seed. The id decides the ids of its parts. */
export interface SeededUser extends NewUser {
  readonly id: string;
}

/** The rows of a user. */
interface UserRows {
  readonly user: UserRow;
  readonly emails: readonly EmailAddressRow[];
  readonly phones: readonly (PhoneNumber & { readonly id: string })[];
}

/** A value that an earlier user of the list has. */
export interface TakenValue {
  /** Place of that user. */
  readonly by: number;
  /** Such as `email_address`. */
  readonly field: string;
  readonly value: string;
}

/** Rows per statement. */
const batchSize = 300;

/**
 * Adds many users to a database without users, with a few statements and without events.
 * @param failed - the error to throw for the user at this place; `taken`: if two users want the same
 */
export async function insertUsers(
  instance: Instance,
  wanted: readonly SeededUser[],
  failed: (index: number, cause: unknown, taken?: TakenValue) => Error,
): Promise<void> {
  const owners = new Map<string, number>();
  const rows = wanted.map((user, index) => {
    const made = rowsOr(instance, user, (cause) => failed(index, cause));
    for (const [field, value] of uniqueValues(made)) {
      const key = `${field} ${value}`;
      const by = owners.get(key);
      if (by !== undefined) throw failed(index, undefined, { by, field, value });
      owners.set(key, index);
    }
    return made;
  });
  for (let from = 0; from < rows.length; from += batchSize)
    await insertBatch(instance, rows.slice(from, from + batchSize));
}

/** The search index is written once for a user whose addresses are there. */
async function insertBatch(instance: Instance, rows: readonly UserRows[]): Promise<void> {
  const { db } = instance;
  const emails = rows.flatMap((row) => row.emails);
  if (emails.length > 0) await db.insert(emailAddresses).values(emails);
  for (const { user, phones } of rows) {
    for (const { id, ...phone } of phones) await phoneNumbers.insert(instance, phone, { scope: user.id, id });
  }
  await db.insert(users).values(rows.map(({ user }) => user));
}

function rowsOr(instance: Instance, user: SeededUser, failed: (cause: unknown) => Error): UserRows {
  try {
    return makeRows(instance, user);
  } catch (cause) {
    throw failed(cause);
  }
}

function makeRows(instance: Instance, wanted: SeededUser): UserRows {
  const { id, password, username } = wanted;
  const createdAt = wanted.createdAt ?? instance.now();
  const emails = wanted.emailAddresses.map(checkEmailAddress).map((emailAddress) => ({
    id: derivedId('idn', `${id} ${emailAddress}`),
    userId: id,
    emailAddress,
    verified: true,
    verificationStrategy: 'admin',
    createdAt,
    updatedAt: createdAt,
  }));
  const phones = (wanted.phoneNumbers ?? []).map(checkPhoneNumber).map((phoneNumber) => ({
    id: derivedId('idn', `${id} ${phoneNumber}`),
    phoneNumber,
    verified: true,
    reservedForSecondFactor: false,
  }));
  const user: UserRow = {
    ...givenFields(wanted),
    id,
    username: username ? checkUsernameForm(username) : null,
    passwordDigest: password === undefined ? null : digestSeededPassword(password, id),
    passwordUpdatedAt: password === undefined ? null : createdAt,
    primaryEmailAddressId: emails[0]?.id ?? null,
    primaryPhoneNumberId: phones[0]?.id ?? null,
    createdAt,
    updatedAt: createdAt,
  };
  return { user, emails, phones };
}

function uniqueValues({ user, emails, phones }: UserRows): readonly (readonly [string, string])[] {
  // The id is often derived from one of the others, which say more.
  return [
    ...(user.username === null ? [] : [['username', user.username] as const]),
    ...(user.externalId === null ? [] : [['external_id', user.externalId] as const]),
    ...emails.map(({ emailAddress }) => ['email_address', emailAddress] as const),
    ...phones.map(({ phoneNumber }) => ['phone_number', phoneNumber] as const),
    ['id', user.id],
  ];
}
