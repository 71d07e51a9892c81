import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';

/** Removes spaces, hyphens and brackets from a number. @throws {ParameterError} `form_param_format_invalid` */
export function checkPhoneNumber(text: string): string {
  const number = text.replace(/[\s().-]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'phone_number',
    'phone_number must be in E.164 form, such as +15555550100.',
  );
}

/** @throws {ParameterError} `form_identifier_exists` if another user has the number */
export async function checkPhoneNumberIsFree(
  { db }: Pick<Instance, 'db'>,
  phoneNumber: string,
  ownerId?: string,
): Promise<void> {
  const row = await phoneNumbers.findWhere(db, { where: { phoneNumber } });
  if (!row || row.scope === ownerId) return;
  throw new ParameterError('form_identifier_exists', 'That phone number is taken.', 'phone_number');
}

/** Adds a number to a user. @throws {ParameterError} `form_identifier_exists` */
export function insertPhoneNumber(
  instance: Instance,
  { userId, id, ...number }: PhoneNumber & { readonly userId: string; readonly id?: string },
): Promise<PhoneNumberRow> {
  return phoneNumbers.insert(instance, number, { scope: userId, ...(id !== undefined && { id }) });
}

/** A phone number of a user. Scope of all parts: the user. */
export interface PhoneNumber {
  /** In E.164 form. */
  readonly phoneNumber: string;
  readonly verified: boolean;
  /** How it is or was verified. Default `admin`: by a program. */
  readonly verificationStrategy?: string | undefined;
  readonly reservedForSecondFactor: boolean;
  /** Whether codes of the second factor go to this number first. Default false. */
  readonly defaultSecondFactor?: boolean | undefined;
}

export type PhoneNumberRow = Row<PhoneNumber>;

export const phoneNumbers = new Collection<PhoneNumber>('phone_number', {
  idPrefix: 'idn',
  uniqueBy: ({ phoneNumber }) => phoneNumber,
  uniqueField: 'phone_number',
});
