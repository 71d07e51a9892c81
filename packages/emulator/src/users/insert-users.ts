import { ParameterError } from '../errors/api-error.js';
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

/** Rows per statement. */
const batchSize = 300;

/**
 * Adds many users to a database without users, with a few statements and without events.
 * @param failed - the error to throw for the user at this place
 */
export async function insertUsers(
  instance: Instance,
  wanted: readonly SeededUser[],
  failed: (index: number, cause: unknown) => Error,
): Promise<void> {
  const taken = new Set<string>();
  const rows = wanted.map((user, index) => {
    try {
      const made = makeRows(instance, user);
      for (const [field, value] of uniqueValues(made)) take(taken, field, value);
      return made;
    } catch (error) {
      throw failed(index, error);
    }
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
  return [
    ['id', user.id],
    ...(user.username === null ? [] : [['username', user.username] as const]),
    ...(user.externalId === null ? [] : [['external_id', user.externalId] as const]),
    ...emails.map(({ emailAddress }) => ['email_address', emailAddress] as const),
    ...phones.map(({ phoneNumber }) => ['phone_number', phoneNumber] as const),
  ];
}

function take(taken: Set<string>, field: string, value: string): void {
  const key = `${field} ${value}`;
  if (taken.has(key))
    throw new ParameterError('form_identifier_exists', `Another user has the ${field} ${value}.`, field);
  taken.add(key);
}
