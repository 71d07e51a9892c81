import type { PhoneNumberJSON } from '@acme/backend/wire';
import type { Instance } from '../instance/instance.js';
import type { PhoneNumberRow } from './phone-number.js';
import { verificationJSON, type VerificationRow } from './verification.js';

/** A phone number as both APIs show it. `sent`: the verifications of the user. */
export function phoneNumberJSON(
  instance: Pick<Instance, 'now'>,
  row: PhoneNumberRow,
  sent: readonly VerificationRow[],
): PhoneNumberJSON {
  return {
    object: 'phone_number',
    id: row.id,
    phone_number: row.phoneNumber,
    reserved_for_second_factor: row.reservedForSecondFactor,
    default_second_factor: row.defaultSecondFactor === true,
    reserved: false,
    verification: verificationJSON(instance, { ...row, strategy: row.verificationStrategy ?? 'admin' }, sent),
    linked_to: [],
    backup_codes: [],
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
