import { deleted } from '../../http/deleted.js';
import {
  type AppNames,
  authenticatorAppJSON,
  confirmAuthenticatorApp,
  startAuthenticatorApp,
} from '../../users/authenticator-app.js';
import { renewBackupCodes } from '../../users/backup-code.js';
import { touchUser } from '../../users/change-user.js';
import { displayName } from '../../users/display-name.js';
import { checkMayHaveBackupCodes, removeAuthenticatorApp } from '../../users/remove-authenticator-app.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { changeAccount, requireFeature, type OwnAccount } from './change-account.js';

const sensitive = { needsRecentProof: true };

export const secondFactorHandlers = {
  postTOTP: (call) =>
    changeAccount(
      call,
      async (account) => {
        const { instance, record } = account;
        requireFeature(account, 'authenticator_app');
        return authenticatorAppJSON(await startAuthenticatorApp(instance, record.user.id), namesOf(account));
      },
      sensitive,
    ),

  verifyTOTP(call) {
    return changeAccount(call, async (account) => {
      const { instance, record } = account;
      requireFeature(account, 'authenticator_app');
      const app = await confirmAuthenticatorApp(instance, record.user.id, call.body.requiredString('code'));
      const codes = await firstBackupCodes(account);
      await touchUser(instance, record.user.id);
      return authenticatorAppJSON(app, namesOf(account), codes);
    });
  },

  deleteTOTP: (call) =>
    changeAccount(
      call,
      async ({ instance, record }) => {
        const id = await removeAuthenticatorApp(instance, record.user.id);
        await touchUser(instance, record.user.id);
        return deleted('totp', id);
      },
      sensitive,
    ),

  createBackupCodes: (call) =>
    changeAccount(
      call,
      async (account) => {
        const { instance, record } = account;
        requireFeature(account, 'backup_code');
        checkMayHaveBackupCodes(record);
        const codes = await renewBackupCodes(instance, record.user.id);
        await touchUser(instance, record.user.id);
        const now = instance.now();
        return { object: 'backup_code', id: instance.createId('bc'), codes, created_at: now, updated_at: now };
      },
      sensitive,
    ),
} satisfies FrontendHandlers;

const namesOf = ({ record, settings }: OwnAccount): AppNames => ({
  label: displayName(record),
  issuer: settings.general.application_name,
});

/** The backup codes that a user receives with the first second factor; undefined if there are some, or they are off. */
export async function firstBackupCodes({
  instance,
  record,
  settings,
}: OwnAccount): Promise<readonly string[] | undefined> {
  if (record.hasBackupCodes || !settings.attributes.backup_code.enabled) return undefined;
  return renewBackupCodes(instance, record.user.id);
}
