import { ParameterError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import { browserVerified } from '../../users/browser-verified.js';
import { touchUser } from '../../users/change-user.js';
import { displayName } from '../../users/display-name.js';
import { finishPasskey, passkeyJSON, passkeys, requirePasskey, startPasskey } from '../../users/passkey.js';
import { readAnswer } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { changeAccount, requireFeature } from './change-account.js';

const sensitive = { needsRecentProof: true };
const maxNameLength = 256;

export const passkeyHandlers = {
  postPasskey: (call) =>
    changeAccount(
      call,
      async (account) => {
        requireFeature(account, 'passkey');
        const { instance, record, settings } = account;
        const owner = {
          id: record.user.id,
          name: displayName(record),
          applicationName: settings.general.application_name,
          passkeys: record.passkeys,
        };
        return browserVerified(passkeyJSON(instance, await startPasskey(instance, owner)));
      },
      sensitive,
    ),

  attemptPasskeyVerification(call) {
    return changeAccount(call, async (account) => {
      requireFeature(account, 'passkey');
      const { instance, record } = account;
      const row = await requirePasskey(instance, record.user.id, call.params.passkey_id);
      call.body.word('strategy', ['passkey']);
      const credential = call.body.requiredString('public_key_credential');
      const finished = await finishPasskey(instance, row, { credential, origin: call.origin });
      await touchUser(instance, record.user.id);
      return browserVerified(passkeyJSON(instance, finished));
    });
  },

  async readPasskey(call) {
    const { record } = await requireSignedIn(call);
    const row = await requirePasskey(call.instance, record.user.id, call.params.passkey_id);
    return readAnswer(browserVerified(passkeyJSON(call.instance, row)));
  },

  patchPasskey(call) {
    return changeAccount(call, async ({ instance, record }) => {
      const row = await requirePasskey(instance, record.user.id, call.params.passkey_id);
      const name = call.body.requiredString('name');
      if (name.length > maxNameLength) {
        throw new ParameterError('form_param_max_length_exceeded', 'exceeds maximum length', 'name');
      }
      const renamed = await passkeys.update(instance, row, { name });
      await touchUser(instance, record.user.id);
      return browserVerified(passkeyJSON(instance, renamed));
    });
  },

  deletePasskey: (call) =>
    changeAccount(
      call,
      async ({ instance, record }) => {
        const row = await requirePasskey(instance, record.user.id, call.params.passkey_id);
        await passkeys.delete(instance.db, row.id);
        await touchUser(instance, record.user.id);
        return deleted('passkey', row.id);
      },
      sensitive,
    ),
} satisfies FrontendHandlers;
