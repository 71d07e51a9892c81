import { phoneNumbers as phoneNumbersEndpoints } from '@acme/backend/endpoints';
import { deleted } from '../../http/deleted.js';
import {
  addPhoneNumber,
  changePhoneNumber,
  removePhoneNumber,
  requirePhoneNumber,
  showPhoneNumber,
} from '../../users/add-phone-number.js';
import { addressOfPhone, sendVerification } from '../../users/address.js';
import { changeUser } from '../../users/change-user.js';
import { backendVerificationJSON } from '../../users/verification.js';
import { answers } from '../backend-route.js';
import { attemptSentCode } from './email-address-routes.js';

export const phoneNumberRoutes = answers(phoneNumbersEndpoints, {
  getPhoneNumber: ({ params, ...instance }) => showPhoneNumber(instance, params.phoneNumberId),

  createPhoneNumber: async ({ body, ...instance }) => {
    const row = await addPhoneNumber(instance, {
      userId: body.requiredString('user_id'),
      phoneNumber: body.requiredString('phone_number'),
      verified: body.boolean('verified') ?? false,
      reservedForSecondFactor: body.boolean('reserved_for_second_factor') ?? false,
      primary: body.boolean('primary'),
    });
    return showPhoneNumber(instance, row.id);
  },

  updatePhoneNumber: async ({ params, body, ...instance }) => {
    const row = await requirePhoneNumber(instance, params.phoneNumberId);
    const verified = body.boolean('verified') ?? row.verified;
    await changePhoneNumber(instance, row, {
      verified,
      ...(verified && !row.verified && { verificationStrategy: 'admin' }),
      reservedForSecondFactor: body.boolean('reserved_for_second_factor') ?? row.reservedForSecondFactor,
    });
    await changeUser(instance, row.scope, body.boolean('primary') === true ? { primaryPhoneNumberId: row.id } : {});
    return showPhoneNumber(instance, row.id);
  },

  deletePhoneNumber: async ({ params, ...instance }) => {
    const row = await requirePhoneNumber(instance, params.phoneNumberId);
    await removePhoneNumber(instance, row);
    return deleted('phone_number', row.id);
  },

  prepareVerification: async ({ params, ...instance }) => {
    const address = addressOfPhone(await requirePhoneNumber(instance, params.phoneNumberId));
    return backendVerificationJSON(instance, await sendVerification(instance, address, 'phone_code'));
  },

  attemptVerification: async ({ params, body, ...instance }) =>
    attemptSentCode(instance, addressOfPhone(await requirePhoneNumber(instance, params.phoneNumberId)), body),
});
