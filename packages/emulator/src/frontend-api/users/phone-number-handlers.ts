import { ApiError, ParameterError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import { jsonAnswer } from '../../http/json-answer.js';
import {
  addPhoneNumber,
  changePhoneNumber,
  removePhoneNumber,
  requirePhoneNumber,
  showPhoneNumber,
} from '../../users/add-phone-number.js';
import { addressOfPhone, sendVerification, verifyByCode } from '../../users/address.js';
import { browserVerified } from '../../users/browser-verified.js';
import { touchUser } from '../../users/change-user.js';
import { checkNotLastIdentifier, checkRemovable } from '../../users/check-removable.js';
import type { PhoneNumber, PhoneNumberRow } from '../../users/phone-number.js';
import { phoneNumberJSON } from '../../users/phone-number-json.js';
import { dropUnusableBackupCodes } from '../../users/remove-authenticator-app.js';
import { checkNotVerified } from '../../users/verification.js';
import { readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { changeAccount, requireAttribute, type OwnAccount } from './change-account.js';
import { firstBackupCodes } from './second-factor-handlers.js';

type PhoneCall = FrontendCall<'phone_number_id'>;

const sensitive = { needsRecentProof: true };

export const phoneNumberHandlers = {
  async getPhoneNumbers(call) {
    const { record } = await requireSignedIn(call);
    return jsonAnswer(
      record.phoneNumbers.map((row) => browserVerified(phoneNumberJSON(call.instance, row, record.verifications))),
    );
  },

  async ReadPhoneNumber(call) {
    const { record } = await requireSignedIn(call);
    const row = await requirePhoneNumber(call.instance, call.params.phone_number_id, record.user.id);
    return readAnswer(browserVerified(phoneNumberJSON(call.instance, row, record.verifications)));
  },

  postPhoneNumbers(call) {
    return changeAccount(
      call,
      async (account) => {
        requireAttribute(account, 'phone_number');
        const { instance, record } = account;
        const row = await addPhoneNumber(instance, {
          userId: record.user.id,
          phoneNumber: call.body.requiredString('phone_number'),
          verified: false,
          verificationStrategy: 'phone_code',
          reservedForSecondFactor: call.body.boolean('reserved_for_second_factor') ?? false,
        });
        return browserVerified(await showPhoneNumber(instance, row.id));
      },
      sensitive,
    );
  },

  sendVerificationSMS(call) {
    return changeAccount(call, async (account) => {
      const row = await requireOwn(call, account);
      checkNotVerified(row.verified);
      const strategy = call.body.requiredString('strategy');
      if (strategy !== 'phone_code' || !account.settings.attributes.phone_number.verifications.includes(strategy)) {
        throw new ParameterError(
          'form_param_value_invalid',
          'is invalid',
          'strategy',
          `The strategy ${strategy} does not verify phone numbers here.`,
        );
      }
      await sendVerification(account.instance, addressOfPhone(row), strategy);
      return browserVerified(await showPhoneNumber(account.instance, row.id));
    });
  },

  verifyPhoneNumber(call) {
    return changeAccount(call, async (account) => {
      const row = await requireOwn(call, account);
      await verifyByCode(account.instance, addressOfPhone(row), call.body.requiredString('code'));
      return browserVerified(await showPhoneNumber(account.instance, row.id));
    });
  },

  UpdatePhoneNumber(call) {
    return changeAccount(call, (account) => updatePhoneNumber(call, account), sensitive);
  },

  DeletePhoneNumber: (call) =>
    changeAccount(
      call,
      async (account) => {
        const { instance, record, settings } = account;
        const row = await requireOwn(call, account);
        if (!row.reservedForSecondFactor) checkRemovable(record, 'phone_number', row, settings);
        await removePhoneNumber(instance, row);
        await dropUnusableBackupCodes(instance, record.user.id);
        return deleted('phone_number', row.id);
      },
      sensitive,
    ),
} satisfies FrontendHandlers;

const requireOwn = ({ params }: PhoneCall, { instance, record }: OwnAccount) =>
  requirePhoneNumber(instance, params.phone_number_id, record.user.id);

/** The first number for the second factor brings backup codes, which only this answer shows. */
async function updatePhoneNumber(call: PhoneCall, account: OwnAccount): Promise<object> {
  const { instance, record } = account;
  const row = await requireOwn(call, account);
  const reserved = call.body.boolean('reserved_for_second_factor') ?? row.reservedForSecondFactor;
  const isDefault = call.body.boolean('default_second_factor') ?? row.defaultSecondFactor === true;
  const change = { reservedForSecondFactor: reserved, defaultSecondFactor: reserved && isDefault };
  checkSecondFactorChange(account, row, change, isDefault);
  await changePhoneNumber(instance, row, change);
  const codes = reserved && !row.reservedForSecondFactor ? await firstBackupCodes(account) : undefined;
  await dropUnusableBackupCodes(instance, record.user.id);
  await touchUser(instance, record.user.id);
  const shown = browserVerified(await showPhoneNumber(instance, row.id));
  return codes ? { ...shown, backup_codes: codes } : shown;
}

function checkSecondFactorChange(
  { record, settings }: OwnAccount,
  row: PhoneNumberRow,
  change: Pick<PhoneNumber, 'reservedForSecondFactor'>,
  wantsDefault: boolean,
): void {
  if (change.reservedForSecondFactor && !row.reservedForSecondFactor) {
    if (!settings.attributes.phone_number.used_for_second_factor) {
      throw new ApiError(403, 'feature_not_enabled', 'not enabled', 'Phone numbers are no second factor here.');
    }
    if (!row.verified) {
      throw new ApiError(
        400,
        'update_second_factor_unverified',
        'Update failed',
        'Verify the phone number before it becomes a second factor.',
      );
    }
    checkNotLastIdentifier(
      record,
      'identification_set_for_2fa_failed',
      'You cannot set your last identification as second factor.',
    );
  }
  if (wantsDefault && !change.reservedForSecondFactor && !row.reservedForSecondFactor) {
    throw new ParameterError(
      'form_param_value_invalid',
      'is invalid',
      'default_second_factor',
      'Only a number that is reserved for the second factor can be the default one.',
    );
  }
}
