import { NotEmulatedError, ParameterError } from '../../errors/api-error.js';
import type { RequestBody } from '../../http/request-body.js';
import { deleted } from '../../http/deleted.js';
import { browserUserJSON } from '../../organizations/browser-user-json.js';
import { requireProvider, visitForAccount } from '../../sign-in/visit-for-account.js';
import { browserVerified } from '../../users/browser-verified.js';
import { requireUser, touchUser } from '../../users/change-user.js';
import { checkNotLastIdentifier } from '../../users/check-removable.js';
import {
  externalAccountJSON,
  externalAccounts,
  requireExternalAccount,
  startExternalAccount,
} from '../../users/external-account.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { changeAccount } from './change-account.js';

const sensitive = { needsRecentProof: true };
export const externalAccountHandlers = {
  postOAuthAccounts(call) {
    return changeAccount(
      call,
      async ({ instance, record, client }) => {
        const strategy = readStrategy(call.body);
        await requireProvider(instance, strategy);
        const started = await startExternalAccount(instance, record.user.id, strategy);
        try {
          const row = await visitForAccount(instance, started, { ...call, clientId: client.id });
          await touchUser(instance, record.user.id);
          return browserVerified(externalAccountJSON(instance, row));
        } catch (error) {
          await externalAccounts.delete(instance.db, started.id);
          throw error;
        }
      },
      sensitive,
    );
  },

  reauthorizeExternalAccount(call) {
    return changeAccount(
      call,
      async ({ instance, record, client }) => {
        const row = await requireExternalAccount(instance, record.user.id, call.params.external_account_id);
        const opened = await visitForAccount(instance, row, { ...call, clientId: client.id });
        return browserVerified(externalAccountJSON(instance, opened));
      },
      sensitive,
    );
  },

  deleteExternalAccount: (call) =>
    changeAccount(
      call,
      async ({ instance, record }) => {
        const row = await requireExternalAccount(instance, record.user.id, call.params.external_account_id);
        if (row.status === 'verified') {
          const message = 'You cannot delete your last identification.';
          checkNotLastIdentifier(record, 'identification_deletion_failed', message);
        }
        await externalAccounts.delete(instance.db, row.id);
        await touchUser(instance, record.user.id);
        return deleted('external_account', row.id);
      },
      sensitive,
    ),

  revokeExternalAccountTokens: (call) =>
    changeAccount(call, async ({ instance, record }) => {
      const row = await requireExternalAccount(instance, record.user.id, call.params.external_account_id);
      await externalAccounts.update(instance, row, { approvedScopes: '', token: null });
      await touchUser(instance, record.user.id);
      return browserUserJSON(instance, await requireUser(instance, record.user.id));
    }),
} satisfies FrontendHandlers;

/** @throws {NotEmulatedError} for strategies of native applications and for enterprise connections */
function readStrategy(body: RequestBody): string {
  const strategy = body.string('strategy');
  const isNative = strategy?.startsWith('oauth_token_');
  if (strategy && !isNative) return strategy;
  if (isNative || body.string('enterprise_connection_id')) {
    throw new NotEmulatedError(
      'The emulator connects accounts of social providers on their page. It has no copy of the libraries that give native applications a token.',
    );
  }
  throw new ParameterError('form_param_missing', 'is missing', 'strategy');
}
