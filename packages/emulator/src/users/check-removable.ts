import { ApiError } from '../errors/api-error.js';
import type { InstanceSettings } from '../instance/instance-settings.js';
import type { UserRecord } from './user-record.js';

/** How many names of a user can be used to sign in. */
function identifierCount({ user, emailAddresses, phoneNumbers, externalAccounts }: UserRecord): number {
  const emails = emailAddresses.filter(({ verified }) => verified);
  const numbers = phoneNumbers.filter(({ verified, reservedForSecondFactor }) => verified && !reservedForSecondFactor);
  const accounts = externalAccounts.filter(({ status }) => status === 'verified');
  return emails.length + numbers.length + accounts.length + (user.username === null ? 0 : 1);
}

/** An address that its user wants to remove. */
interface Removed {
  readonly id: string;
  readonly verified: boolean;
}

/**
 * Refuses to remove an address that the user must keep.
 * @throws {ApiError} 400 `identification_deletion_failed`, `last_required_identification_deletion_failed`
 */
export function checkRemovable(
  record: UserRecord,
  kind: 'email_address' | 'phone_number',
  removed: Removed,
  { attributes }: InstanceSettings,
): void {
  if (!removed.verified) return;
  const own: readonly Removed[] = kind === 'email_address' ? record.emailAddresses : record.phoneNumbers;
  const hasOther = own.some(({ id, verified }) => verified && id !== removed.id);
  if (attributes[kind].required && !hasOther) {
    throw new ApiError(
      400,
      'last_required_identification_deletion_failed',
      `Deleting your last ${kind} is prohibited`,
      `You are required to maintain at least one ${kind} in your account at all times.`,
    );
  }
  checkNotLastIdentifier(record, 'identification_deletion_failed', 'You cannot delete your last identification.');
}

/** @throws {ApiError} 400 with this code if the user has one identifier only */
export function checkNotLastIdentifier(record: UserRecord, code: string, message: string): void {
  if (identifierCount(record) <= 1) throw new ApiError(400, code, message);
}
