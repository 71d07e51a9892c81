import { emailAddresses as emailAddressesEndpoints } from '@acme/backend/endpoints';
import { checkEmailAddress, checkEmailAddressIsFree } from '../../users/check-email-address.js';
import { NotFoundError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { emailAddressJSON } from '../../users/email-address-json.js';
import type { EmailAddressRow } from '../../store/tables.js';
import {
  deleteEmailAddress,
  findEmailAddress,
  insertEmailAddress,
  updateEmailAddress,
} from '../../users/find-email-address.js';
import { findUser, updateUser } from '../../users/user-record.js';
import { attemptVerification, prepareVerification } from '../../users/verification.js';
import { answers } from '../backend-route.js';

export const emailAddressRoutes = answers(emailAddressesEndpoints, {
  getEmailAddress: async ({ db, params }) => emailAddressJSON(await requireEmailAddress(db, params.emailAddressId)),

  createEmailAddress: async ({ body, ...instance }) => {
    const userId = body.requiredString('user_id');
    const emailAddress = checkEmailAddress(body.requiredString('email_address'));
    const owner = await findUser(instance.db, userId);
    if (!owner) throw new NotFoundError(`No user was found with id ${userId}.`);
    await checkEmailAddressIsFree(instance, emailAddress);
    const now = instance.now();
    const row: EmailAddressRow = {
      id: instance.createId('idn'),
      userId,
      emailAddress,
      verified: body.boolean('verified') ?? false,
      verificationStrategy: 'admin',
      createdAt: now,
      updatedAt: now,
    };
    await insertEmailAddress(instance.db, row);
    const isPrimary = body.boolean('primary') === true || owner.user.primaryEmailAddressId === null;
    await updateUser(instance.db, userId, { updatedAt: now, ...(isPrimary ? { primaryEmailAddressId: row.id } : {}) });
    return emailAddressJSON(row);
  },

  updateEmailAddress: async ({ params, body, ...instance }) => {
    const row = await requireEmailAddress(instance.db, params.emailAddressId);
    const verified = body.boolean('verified') ?? row.verified;
    const updatedAt = instance.now();
    await updateEmailAddress(instance.db, row.id, { verified, updatedAt });
    if (body.boolean('primary') === true) {
      await updateUser(instance.db, row.userId, { primaryEmailAddressId: row.id, updatedAt });
    }
    return emailAddressJSON({ ...row, verified, updatedAt });
  },

  deleteEmailAddress: async ({ db, params }) => {
    const row = await requireEmailAddress(db, params.emailAddressId);
    await deleteEmailAddress(db, row);
    return { object: 'email_address', id: row.id, deleted: true };
  },

  prepareVerification: async ({ params, ...instance }) => {
    const { id, emailAddress: text } = await requireEmailAddress(instance.db, params.emailAddressId);
    return prepareVerification(instance, { id, text }, 'email_code');
  },

  attemptVerification: async ({ params, body, ...instance }) => {
    const { id } = await requireEmailAddress(instance.db, params.emailAddressId);
    const verificationId = body.requiredString('verification_id');
    return attemptVerification(instance, id, verificationId, body.requiredString('code'));
  },
});

async function requireEmailAddress(db: Instance['db'], id: string): Promise<EmailAddressRow> {
  const row = await findEmailAddress(db, id);
  if (row) return row;
  throw new NotFoundError(`No e-mail address was found with id ${id}.`);
}
