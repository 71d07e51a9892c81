import { findAuthenticatorApp, spendTotp } from '../users/authenticator-app.js';
import { spendBackupCode } from '../users/backup-code.js';
import { incorrectCode } from '../users/verification-code.js';
import { requireUser } from './email-code-strategy.js';
import type { Strategy } from './strategy.js';

/** A code of an authenticator app. */
export const totpStrategy: Strategy = {
  listFactors: () => [],
  listSecondFactors: ({ hasTotp }, { attributes: { authenticator_app: attribute } }) =>
    hasTotp && attribute.enabled && attribute.used_for_second_factor ? [{ strategy: 'totp' }] : [],
  async verify(step) {
    const { user } = requireUser(step);
    const app = await findAuthenticatorApp(step.instance, user.id);
    if (!app) throw incorrectCode();
    await spendTotp(step.instance, app, step.body.requiredString('code'));
    return { userId: user.id };
  },
};

/** A code that works once, for a person without the phone. */
export const backupCodeStrategy: Strategy = {
  listFactors: () => [],
  listSecondFactors: ({ hasBackupCodes }, { attributes: { backup_code: attribute } }) =>
    hasBackupCodes && attribute.enabled && attribute.used_for_second_factor ? [{ strategy: 'backup_code' }] : [],
  async verify(step) {
    const { user } = requireUser(step);
    if (await spendBackupCode(step.instance, user.id, step.body.requiredString('code'))) return { userId: user.id };
    throw incorrectCode();
  },
};
