import { ApiError, ParameterError } from '../../errors/api-error.js';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import { deleted } from '../../http/deleted.js';
import { jsonAnswer } from '../../http/json-answer.js';
import {
  addEmailAddress,
  removeEmailAddress,
  requireEmailAddress,
  showEmailAddress,
} from '../../users/add-email-address.js';
import { addressOfEmail, sendVerification, verifyByCode } from '../../users/address.js';
import { browserVerified } from '../../users/browser-verified.js';
import { checkEmailAddressPermitted } from '../../users/check-email-address-permitted.js';
import { checkRemovable } from '../../users/check-removable.js';
import { emailAddressJSON } from '../../users/email-address-json.js';
import { checkNotVerified, type LinkTarget } from '../../users/verification.js';
import { readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { changeAccount, requireAttribute, type OwnAccount } from './change-account.js';

type EmailCall = FrontendCall<'email_id'>;

const sensitive = { needsRecentProof: true };

export const emailAddressHandlers = {
  async getEmailAddresses(call) {
    const { record } = await requireSignedIn(call);
    return jsonAnswer(
      record.emailAddresses.map((row) => browserVerified(emailAddressJSON(call.instance, row, record))),
    );
  },

  async getEmailAddress(call) {
    const { record } = await requireSignedIn(call);
    const row = await requireEmailAddress(call.instance, call.params.email_id, record.user.id);
    return readAnswer(browserVerified(emailAddressJSON(call.instance, row, record)));
  },

  createEmailAddresses(call) {
    return changeAccount(
      call,
      async (account) => {
        requireAttribute(account, 'email_address');
        const { instance, record, settings } = account;
        const emailAddress = call.body.requiredString('email_address');
        checkEmailAddressPermitted(emailAddress, settings.restrictions);
        const wanted = { userId: record.user.id, emailAddress, verified: false, strategy: 'email_code' } as const;
        const row = await addEmailAddress(instance, wanted);
        return browserVerified(await showEmailAddress(instance, row.id));
      },
      sensitive,
    );
  },

  sendVerificationEmail(call) {
    return changeAccount(call, async (account) => {
      const { instance, settings } = account;
      const row = await requireOwn(call, account);
      checkNotVerified(row.verified);
      const strategy = readStrategy(call.body.requiredString('strategy'), settings.attributes.email_address);
      const target = strategy === 'email_link' ? linkTarget(call, account) : undefined;
      await sendVerification(instance, addressOfEmail(row), strategy, target);
      return browserVerified(await showEmailAddress(instance, row.id));
    });
  },

  verifyEmailAddress(call) {
    return changeAccount(call, async (account) => {
      const row = await requireOwn(call, account);
      await verifyByCode(account.instance, addressOfEmail(row), call.body.requiredString('code'));
      return browserVerified(await showEmailAddress(account.instance, row.id));
    });
  },

  DeleteEmailAddress: (call) =>
    changeAccount(
      call,
      async (account) => {
        const { instance, record, settings } = account;
        const row = await requireOwn(call, account);
        const linked = emailAddressJSON(instance, row, record).linked_to;
        if (linked.length > 0) {
          throw new ApiError(
            400,
            'delete_linked_identification_disallowed',
            'Deletion failed',
            'This email address is linked to one or more connected accounts.',
          );
        }
        checkRemovable(record, 'email_address', row, settings);
        await removeEmailAddress(instance, row);
        return deleted('email_address', row.id);
      },
      sensitive,
    ),
} satisfies FrontendHandlers;

const requireOwn = ({ params }: EmailCall, { instance, record }: OwnAccount) =>
  requireEmailAddress(instance, params.email_id, record.user.id);

/** A strategy that verifies e-mail addresses, if the settings have it. */
function readStrategy(
  name: string,
  { verifications }: { readonly verifications: readonly string[] },
): 'email_code' | 'email_link' {
  if ((name === 'email_code' || name === 'email_link') && verifications.includes(name)) return name;
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'strategy',
    `The strategy ${name} does not verify e-mail addresses here.`,
  );
}

function linkTarget({ instance, body }: FrontendCall, { client }: OwnAccount): LinkTarget {
  const text = body.requiredString('redirect_url');
  const url = checkRedirectUrl(instance, text);
  if (url) return { redirectUrl: url.href, clientId: client.id };
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'redirect_url',
    'redirect_url must be on an allowed origin.',
  );
}
