import type { PhoneNumberJSON } from '@acme/backend/wire';
import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { changeUser, requireUser } from './change-user.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { checkPhoneNumberPermitted } from './check-phone-number-permitted.js';
import {
  checkPhoneNumber,
  insertPhoneNumber,
  phoneNumbers,
  type PhoneNumber,
  type PhoneNumberRow,
} from './phone-number.js';
import { phoneNumberJSON } from './phone-number-json.js';

/** What a new phone number is made of. */
export interface NewPhoneNumber extends PhoneNumber {
  readonly userId: string;
  /** Whether it becomes the primary one; the first one that a program adds, or that is verified, does in any case. */
  readonly primary?: boolean | undefined;
}

/**
 * Adds a phone number to a user.
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 */
export async function addPhoneNumber(
  instance: Instance,
  { primary, ...wanted }: NewPhoneNumber,
): Promise<PhoneNumberRow> {
  const phoneNumber = checkPhoneNumber(wanted.phoneNumber);
  await checkPhoneNumberPermitted(instance, phoneNumber);
  const { user } = await requireUser(instance, wanted.userId);
  const row = await changingIdentifiers(instance, () => insertPhoneNumber(instance, { ...wanted, phoneNumber }));
  const isByProgram = (row.verificationStrategy ?? 'admin') === 'admin';
  const isFirst = user.primaryPhoneNumberId === null && (row.verified || isByProgram);
  await changeUser(instance, user.id, primary || isFirst ? { primaryPhoneNumberId: row.id } : {});
  return row;
}

/** Removes a phone number from its user. The first verified one of the others becomes the primary one, if this was. */
export async function removePhoneNumber(instance: Instance, row: PhoneNumberRow): Promise<void> {
  await phoneNumbers.delete(instance.db, row.id);
  const { user, phoneNumbers: others } = await requireUser(instance, row.scope);
  const next = others.find(({ verified, reservedForSecondFactor }) => verified && !reservedForSecondFactor);
  const wasPrimary = user.primaryPhoneNumberId === row.id;
  await changeUser(instance, user.id, wasPrimary ? { primaryPhoneNumberId: next?.id ?? null } : {});
}

/** Changes a phone number. Only one number of a user is the default second factor. */
export async function changePhoneNumber(
  instance: Instance,
  row: PhoneNumberRow,
  change: Partial<PhoneNumber>,
): Promise<void> {
  if (change.defaultSecondFactor === true) {
    for (const other of await phoneNumbers.list(instance.db, { scope: row.scope })) {
      if (other.id !== row.id && other.defaultSecondFactor === true)
        await phoneNumbers.update(instance, other, { defaultSecondFactor: false });
    }
  }
  await phoneNumbers.update(instance, row, change);
}

/** The phone number with this id. `userId`: only of this user. @throws {NotFoundError} */
export async function requirePhoneNumber(
  { db }: Pick<Instance, 'db'>,
  id: string,
  userId?: string,
): Promise<PhoneNumberRow> {
  const row = await phoneNumbers.find(db, id);
  if (row && (userId === undefined || row.scope === userId)) return row;
  throw new NotFoundError(`No phone number was found with id ${id}.`);
}

/** A phone number as both APIs show it. @throws {NotFoundError} */
export async function showPhoneNumber(instance: Instance, id: string): Promise<PhoneNumberJSON> {
  const row = await requirePhoneNumber(instance, id);
  const { verifications } = await requireUser(instance, row.scope);
  return phoneNumberJSON(instance, row, verifications);
}
