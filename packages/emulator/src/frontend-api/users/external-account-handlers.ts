import { deleted } from '../../http/deleted.js';
import { browserUserJSON } from '../../organizations/browser-user-json.js';
import { requireUser, touchUser } from '../../users/change-user.js';
import { externalAccounts, requireExternalAccount } from '../../users/external-account.js';
import { checkNotLastIdentifier } from '../../users/check-removable.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { changeAccount } from './change-account.js';

export const externalAccountHandlers = {
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
      { needsRecentProof: true },
    ),

  revokeExternalAccountTokens: (call) =>
    changeAccount(call, async ({ instance, record }) => {
      const row = await requireExternalAccount(instance, record.user.id, call.params.external_account_id);
      await externalAccounts.update(instance, row, { approvedScopes: '' });
      await touchUser(instance, record.user.id);
      return browserUserJSON(instance, await requireUser(instance, record.user.id));
    }),
} satisfies FrontendHandlers;
