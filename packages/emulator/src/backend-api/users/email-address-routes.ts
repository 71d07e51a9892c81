import { emailAddresses as emailAddressesEndpoints } from '@acme/backend/endpoints';
import type { BackendVerificationJSON } from '@acme/backend/wire';
import { NotFoundError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Instance } from '../../instance/instance.js';
import {
  addEmailAddress,
  removeEmailAddress,
  requireEmailAddress,
  showEmailAddress,
} from '../../users/add-email-address.js';
import { addressOfEmail, attemptCode, sendVerification, type Address } from '../../users/address.js';
import { changeUser } from '../../users/change-user.js';
import { updateEmailAddress } from '../../users/find-email-address.js';
import { backendVerificationJSON } from '../../users/verification.js';
import { answers } from '../backend-route.js';

export const emailAddressRoutes = answers(emailAddressesEndpoints, {
  getEmailAddress: ({ params, ...instance }) => showEmailAddress(instance, params.emailAddressId),

  createEmailAddress: async ({ body, ...instance }) => {
    const row = await addEmailAddress(instance, {
      userId: body.requiredString('user_id'),
      emailAddress: body.requiredString('email_address'),
      verified: body.boolean('verified') ?? false,
      strategy: 'admin',
      primary: body.boolean('primary'),
    });
    return showEmailAddress(instance, row.id);
  },

  updateEmailAddress: async ({ params, body, ...instance }) => {
    const row = await requireEmailAddress(instance, params.emailAddressId);
    const verified = body.boolean('verified') ?? row.verified;
    const verificationStrategy = verified && !row.verified ? 'admin' : row.verificationStrategy;
    const change = { verified, verificationStrategy, updatedAt: instance.now() };
    await updateEmailAddress(instance.db, row.id, change);
    await changeUser(instance, row.userId, body.boolean('primary') === true ? { primaryEmailAddressId: row.id } : {});
    return showEmailAddress(instance, row.id);
  },

  deleteEmailAddress: async ({ params, ...instance }) => {
    const row = await requireEmailAddress(instance, params.emailAddressId);
    await removeEmailAddress(instance, row);
    return deleted('email_address', row.id);
  },

  prepareVerification: async ({ params, ...instance }) => {
    const address = addressOfEmail(await requireEmailAddress(instance, params.emailAddressId));
    return backendVerificationJSON(instance, await sendVerification(instance, address, 'email_code'));
  },

  attemptVerification: async ({ params, body, ...instance }) =>
    attemptSentCode(instance, addressOfEmail(await requireEmailAddress(instance, params.emailAddressId)), body),
});

/** For a wrong or late code the status of the answer says so, as with the service. */
export async function attemptSentCode(
  instance: Instance,
  address: Address,
  body: RequestBody,
): Promise<BackendVerificationJSON> {
  const id = body.requiredString('verification_id');
  const row = await attemptCode(instance, address, id, body.requiredString('code'));
  if (row) return backendVerificationJSON(instance, row);
  throw new NotFoundError(`No verification was found with id ${id}.`);
}
