import { NotFoundError } from '../errors/api-error.js';
import type { EmailAddressRow } from '../store/tables.js';
import { primaryEmailAddress } from '../users/display-name.js';
import type { PhoneNumberRow } from '../users/phone-number.js';
import type { UserRecord } from '../users/user-record.js';
import type { SignInFactor, StrategyStep } from './strategy.js';

/** One factor for each verified e-mail address of a user, the primary one first. */
export function emailFactors(strategy: string, record: UserRecord): readonly SignInFactor[] {
  return verifiedEmails(record).map((email, index) => ({
    strategy,
    email_address_id: email.id,
    safe_identifier: email.emailAddress,
    primary: index === 0,
  }));
}

/** One factor for each verified phone number of a user, the primary one first. */
export function phoneFactors(strategy: string, record: UserRecord): readonly SignInFactor[] {
  return verifiedPhones(record).map((phone, index) => ({
    strategy,
    phone_number_id: phone.id,
    safe_identifier: phone.phoneNumber,
    primary: index === 0,
    default: index === 0,
  }));
}

/** The e-mail address that a step names, or the primary one. @throws {NotFoundError} */
export function requireEmail({ record, body }: StrategyStep): EmailAddressRow {
  const wanted = body.string('email_address_id');
  const found = record && verifiedEmails(record).find(({ id }) => !wanted || id === wanted);
  if (found) return found;
  throw new NotFoundError('The user has no such e-mail address.');
}

/** The phone number that a step names, or the primary one. @throws {NotFoundError} */
export function requirePhone({ record, body }: StrategyStep): PhoneNumberRow {
  const wanted = body.string('phone_number_id');
  const found = record && verifiedPhones(record).find(({ id }) => !wanted || id === wanted);
  if (found) return found;
  throw new NotFoundError('The user has no such phone number.');
}

function verifiedEmails(record: UserRecord): readonly EmailAddressRow[] {
  const primary = primaryEmailAddress(record)?.id;
  return primaryFirst(record.emailAddresses, primary);
}

function verifiedPhones({ user, phoneNumbers }: UserRecord): readonly PhoneNumberRow[] {
  return primaryFirst(phoneNumbers, user.primaryPhoneNumberId);
}

function primaryFirst<T extends { readonly id: string; readonly verified: boolean }>(
  rows: readonly T[],
  primary: string | null | undefined,
): readonly T[] {
  return rows
    .filter(({ verified }) => verified)
    .sort((one, other) => Number(other.id === primary) - Number(one.id === primary));
}
