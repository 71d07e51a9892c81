import type { InstanceSettings } from '../instance/instance-settings.js';
import { checkPhoneNumberPermitted } from '../users/check-phone-number-permitted.js';
import type { AttributeSettings } from '../instance/settings-change.js';
import type { UserRecord } from '../users/user-record.js';
import { checkVerificationCode, sendVerificationCode } from '../users/verification-code.js';
import { emailFactors, phoneFactors, requireEmail, requirePhone } from './email-factors.js';
import { unsupportedStrategy } from './attempt-verification.js';
import type { Strategy, StrategyStep, VerifiedUser } from './strategy.js';

/** The user of a step that was identified. @throws {ParameterError} `strategy_for_user_invalid` */
export function requireUser({ record, strategy }: StrategyStep): UserRecord {
  if (record) return record;
  throw unsupportedStrategy(strategy);
}

const isFirstFactor = (attribute: AttributeSettings, strategy: string) =>
  attribute.enabled && attribute.used_for_first_factor && attribute.first_factors.includes(strategy);

/** A code by e-mail. */
function emailCode(name: string, isOffered: (settings: InstanceSettings) => boolean): Strategy {
  return {
    listFactors: (record, settings) => (isOffered(settings) ? emailFactors(name, record) : []),
    prepare(step) {
      const { id, emailAddress } = requireEmail(step);
      sendVerificationCode(step.instance, emailAddress);
      return { addressId: id };
    },
    verify: verifyCode,
  };
}

/** A code in a text message. */
function phoneCode(name: string, isOffered: (settings: InstanceSettings) => boolean): Strategy {
  return {
    listFactors: (record, settings) => (isOffered(settings) ? phoneFactors(name, record) : []),
    async prepare(step) {
      const { id, phoneNumber } = requirePhone(step);
      await checkPhoneNumberPermitted(step.instance, phoneNumber);
      sendVerificationCode(step.instance, phoneNumber);
      return { addressId: id };
    },
    verify: verifyCode,
  };
}

function verifyCode(step: StrategyStep): VerifiedUser {
  const { user } = requireUser(step);
  checkVerificationCode(step.body.requiredString('code'));
  return { userId: user.id };
}

const canHavePassword = ({ attributes }: InstanceSettings) => attributes.password.enabled;

export const emailCodeStrategy: Strategy = {
  ...emailCode('email_code', ({ attributes }) => isFirstFactor(attributes.email_address, 'email_code')),
  reverifies: true,
};

export const phoneCodeStrategy: Strategy = {
  ...phoneCode('phone_code', ({ attributes }) => isFirstFactor(attributes.phone_number, 'phone_code')),
  reverifies: true,
  /** The numbers that the user reserved for it. */
  listSecondFactors(record, { attributes: { phone_number: attribute } }) {
    if (!attribute.enabled || !attribute.used_for_second_factor) return [];
    const phoneNumbers = record.phoneNumbers.filter((row) => row.reservedForSecondFactor);
    return phoneFactors('phone_code', { ...record, phoneNumbers });
  },
};

/** A forgotten password: the code opens the way to a new one. */
export const resetPasswordEmailCodeStrategy: Strategy = {
  ...emailCode(
    'reset_password_email_code',
    (settings) => canHavePassword(settings) && settings.attributes.email_address.enabled,
  ),
  next: 'new_password',
};

export const resetPasswordPhoneCodeStrategy: Strategy = {
  ...phoneCode(
    'reset_password_phone_code',
    (settings) => canHavePassword(settings) && settings.attributes.phone_number.enabled,
  ),
  next: 'new_password',
};
