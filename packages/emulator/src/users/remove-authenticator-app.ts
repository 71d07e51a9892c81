import { ApiError, NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { authenticatorApps } from './authenticator-app.js';
import { backupCodes } from './backup-code.js';
import { requireUser } from './change-user.js';
import { hasSecondFactor } from './has-second-factor.js';
import type { UserParts } from './user-parts.js';

/** Deletes the backup codes of a user who has no other second factor any more. */
export async function dropUnusableBackupCodes(instance: Instance, userId: string): Promise<void> {
  if (!hasSecondFactor(await requireUser(instance, userId))) await backupCodes.deleteScope(instance.db, userId);
}

/** Deletes the authenticator app of a user. @returns its id @throws {NotFoundError} */
export async function removeAuthenticatorApp(instance: Instance, userId: string): Promise<string> {
  const [app] = await authenticatorApps.list(instance.db, { scope: userId });
  if (!app) throw new NotFoundError('The user has no authenticator app.');
  await authenticatorApps.delete(instance.db, app.id);
  await dropUnusableBackupCodes(instance, userId);
  return app.id;
}

/** @throws {ApiError} 400 `backup_codes_not_available` for a user without a second factor */
export function checkMayHaveBackupCodes(parts: UserParts): void {
  if (hasSecondFactor(parts)) return;
  throw new ApiError(
    400,
    'backup_codes_not_available',
    'Backup codes not available',
    'To use backup codes, set up another second factor first.',
  );
}
