import { sendEmailLink } from './email-links.js';
import { emailFactors, requireEmail } from './email-factors.js';
import { readReturnAddresses } from './return-addresses.js';
import type { Strategy } from './strategy.js';

/** A link by e-mail; opening it is the proof. */
export const emailLinkStrategy: Strategy = {
  listFactors: (record, { attributes: { email_address: attribute } }) =>
    attribute.enabled && attribute.used_for_first_factor && attribute.first_factors.includes('email_link')
      ? emailFactors('email_link', record)
      : [],

  async prepare(step) {
    const { instance, attempt, verification } = step;
    const { redirectUrl } = readReturnAddresses(instance, step.body);
    const { id, emailAddress } = requireEmail(step);
    const verificationId = verification.id;
    await sendEmailLink(instance, emailAddress, {
      purpose: 'sign_in',
      subjectId: attempt.id,
      verificationId,
      redirectUrl,
    });
    return { addressId: id, redirectUrl };
  },
};
