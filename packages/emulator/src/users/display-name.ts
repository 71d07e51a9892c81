import type { UserRecord } from './user-record.js';
import type { EmailAddressRow } from '../store/tables.js';

/** The address shown for a user: the primary one, else the first. */
export function primaryEmailAddress({ user, emailAddresses }: UserRecord): EmailAddressRow | undefined {
  return emailAddresses.find((email) => email.id === user.primaryEmailAddressId) ?? emailAddresses[0];
}

/** What to call a user: name, else user name, else e-mail address, else id. */
export function displayName(record: UserRecord): string {
  const { user } = record;
  const fullName = [user.firstName, user.lastName].filter((part) => part).join(' ');
  return fullName || user.username || primaryEmailAddress(record)?.emailAddress || user.id;
}
