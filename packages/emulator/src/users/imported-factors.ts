import type { Instance } from '../instance/instance.js';
import { checkTotpSecret, importAuthenticatorApp } from './authenticator-app.js';
import { checkBackupCodes, storeBackupCodes } from './backup-code.js';

/** Second factors that a program gives a user. */
export interface ImportedFactors {
  /** Secret of an authenticator app, base32. */
  readonly totpSecret?: string | undefined;
  /** In plain text. */
  readonly backupCodes?: readonly string[] | undefined;
}

/** @throws {ParameterError} `form_param_format_invalid` */
export function checkFactors({ totpSecret, backupCodes }: ImportedFactors): void {
  if (totpSecret !== undefined) checkTotpSecret(totpSecret);
  if (backupCodes) checkBackupCodes(backupCodes);
}

/** Stores second factors in place of those before. */
export async function storeFactors(instance: Instance, userId: string, factors: ImportedFactors): Promise<void> {
  if (factors.totpSecret !== undefined) await importAuthenticatorApp(instance, userId, factors.totpSecret);
  if (factors.backupCodes) await storeBackupCodes(instance, userId, factors.backupCodes);
}
