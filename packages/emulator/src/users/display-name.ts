import type { UserRecord } from './user-record.js';
import type { EmailAddressRow } from '../store/tables.js';

/** The primary address of a user, or the first. */
export function primaryEmailAddress({ user, emailAddresses }: UserRecord): EmailAddressRow | undefined {
  return emailAddresses.find((email) => email.id === user.primaryEmailAddressId) ?? emailAddresses[0];
}

/** The name shown for a user: full name, user name, e-mail address or id. */
export function displayName(record: UserRecord): string {
  const { user } = record;
  const fullName = [user.firstName, user.lastName].filter((part) => part).join(' ');
  return fullName || user.username || primaryEmailAddress(record)?.emailAddress || user.id;
}
