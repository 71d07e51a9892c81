import { phoneNumbers as phoneNumbersEndpoints } from '@acme/backend/endpoints';
import { NotFoundError } from '../../errors/api-error.js';
import {
  checkPhoneNumber,
  insertPhoneNumber,
  phoneNumberJSON,
  phoneNumbers as collection,
  type PhoneNumberRow,
} from '../../users/phone-number.js';
import type { Database } from '../../store/open-store.js';
import { findUser, updateUser } from '../../users/user-record.js';
import { attemptVerification, prepareVerification } from '../../users/verification.js';
import { deleted } from '../../http/deleted.js';
import { answers } from '../backend-route.js';

export const phoneNumberRoutes = answers(phoneNumbersEndpoints, {
  getPhoneNumber: async ({ params, db }) => phoneNumberJSON(await requireNumber(db, params.phoneNumberId)),

  createPhoneNumber: async ({ body, ...instance }) => {
    const userId = body.requiredString('user_id');
    const owner = await findUser(instance.db, userId);
    if (!owner) throw new NotFoundError(`No user was found with id ${userId}.`);
    const row = await insertPhoneNumber(instance, {
      userId,
      phoneNumber: checkPhoneNumber(body.requiredString('phone_number')),
      verified: body.boolean('verified') ?? false,
      reservedForSecondFactor: body.boolean('reserved_for_second_factor') ?? false,
    });
    if (body.boolean('primary') === true || owner.user.primaryPhoneNumberId === null)
      await updateUser(instance.db, userId, { primaryPhoneNumberId: row.id, updatedAt: instance.now() });
    return phoneNumberJSON(row);
  },

  updatePhoneNumber: async ({ params, body, ...instance }) => {
    const row = await requireNumber(instance.db, params.phoneNumberId);
    const changed = await collection.update(instance, row, {
      verified: body.boolean('verified') ?? row.verified,
      reservedForSecondFactor: body.boolean('reserved_for_second_factor') ?? row.reservedForSecondFactor,
    });
    if (body.boolean('primary') === true)
      await updateUser(instance.db, row.scope, { primaryPhoneNumberId: row.id, updatedAt: instance.now() });
    return phoneNumberJSON(changed);
  },

  deletePhoneNumber: async ({ params, ...instance }) => {
    const row = await requireNumber(instance.db, params.phoneNumberId);
    await collection.delete(instance.db, row.id);
    const owner = await findUser(instance.db, row.scope);
    if (owner?.user.primaryPhoneNumberId === row.id)
      await updateUser(instance.db, row.scope, { primaryPhoneNumberId: null, updatedAt: instance.now() });
    return deleted('phone_number', row.id);
  },

  prepareVerification: async ({ params, ...instance }) => {
    const { id, phoneNumber: text } = await requireNumber(instance.db, params.phoneNumberId);
    return prepareVerification(instance, { id, text }, 'phone_code');
  },

  attemptVerification: async ({ params, body, ...instance }) => {
    const { id } = await requireNumber(instance.db, params.phoneNumberId);
    const verificationId = body.requiredString('verification_id');
    return attemptVerification(instance, id, verificationId, body.requiredString('code'));
  },
});

async function requireNumber(db: Database, id: string): Promise<PhoneNumberRow> {
  const row = await collection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No phone number was found with id ${id}.`);
}
