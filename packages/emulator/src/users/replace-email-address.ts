import type { Instance } from '../instance/instance.js';
import { changeUser, requireUser } from './change-user.js';
import { changingIdentifiers } from './changing-identifiers.js';
import { checkEmailAddress, checkEmailAddressIsFree } from './check-email-address.js';
import { deleteEmailAddress, insertEmailAddress } from './find-email-address.js';

/**
 * Replaces all e-mail addresses of a user by a verified one. If somebody else has it, the user keeps the others.
 * @returns the id of the new one
 * @throws {NotFoundError}
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`
 */
export async function replaceEmailAddress(instance: Instance, userId: string, text: string): Promise<string> {
  const emailAddress = checkEmailAddress(text);
  const id = await changingIdentifiers(instance, async () => {
    const { emailAddresses } = await requireUser(instance, userId);
    await checkEmailAddressIsFree(instance, emailAddress, userId);
    for (const row of emailAddresses) await deleteEmailAddress(instance.db, row);
    const now = instance.now();
    const row = { id: instance.createId('idn'), userId, emailAddress, verified: true, verificationStrategy: 'admin' };
    await insertEmailAddress(instance.db, { ...row, createdAt: now, updatedAt: now });
    return row.id;
  });
  await changeUser(instance, userId, { primaryEmailAddressId: id });
  return id;
}
