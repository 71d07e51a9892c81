import { NotFoundError } from '../errors/api-error.js';
import { primaryEmailAddress } from '../users/display-name.js';
import { checkVerificationCode, sendVerificationCode } from '../users/verification-code.js';
import { unsupportedStrategy, type Strategy } from './strategy.js';

export const emailCodeStrategy: Strategy = {
  listFactors(record) {
    const primary = primaryEmailAddress(record);
    return record.emailAddresses.map((email) => ({
      strategy: 'email_code',
      email_address_id: email.id,
      safe_identifier: email.emailAddress,
      primary: email.id === primary?.id,
    }));
  },

  prepare({ instance, record, body }) {
    const wanted = body.string('email_address_id');
    const email = record?.emailAddresses.find((row) => !wanted || row.id === wanted);
    if (!email) throw new NotFoundError('The user has no such e-mail address.');
    sendVerificationCode(instance, email.emailAddress);
  },

  verify({ record, body }) {
    checkVerificationCode(body.string('code'));
    if (!record) throw unsupportedStrategy('email_code');
    return { userId: record.user.id };
  },
};
