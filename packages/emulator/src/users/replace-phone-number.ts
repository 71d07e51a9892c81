import type { Instance } from '../instance/instance.js';
import { changeUser, requireUser } from './change-user.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { checkPhoneNumberPermitted } from './check-phone-number-permitted.js';
import { checkPhoneNumber, checkPhoneNumberIsFree, insertPhoneNumber, phoneNumbers } from './phone-number.js';

/**
 * Replaces all phone numbers of a user by a verified one. If somebody else has it, the user keeps the others.
 * @returns the id of the new one
 * @throws {NotFoundError}
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 * @throws {ApiError} 403 `unsupported_country_code`
 */
export async function replacePhoneNumber(instance: Instance, userId: string, text: string): Promise<string> {
  const phoneNumber = checkPhoneNumber(text);
  await checkPhoneNumberPermitted(instance, phoneNumber);
  const { id } = await changingIdentifiers(instance, async () => {
    const { phoneNumbers: own } = await requireUser(instance, userId);
    await checkPhoneNumberIsFree(instance, phoneNumber, userId);
    for (const row of own) await phoneNumbers.delete(instance.db, row.id);
    return insertPhoneNumber(instance, { userId, phoneNumber, verified: true, reservedForSecondFactor: false });
  });
  await changeUser(instance, userId, { primaryPhoneNumberId: id });
  return id;
}
