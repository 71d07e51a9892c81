import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection } from '../store/collection.js';

/** A code that still can be used, once. Scope: the user. */
export interface BackupCode {
  readonly code: string;
}

export const backupCodes = new Collection<BackupCode>('backup_code', { idPrefix: 'bc' });

const codeCount = 10;
const codeLength = 8;

/** Replaces the backup codes of a user by new ones. @returns them */
export async function renewBackupCodes(instance: Instance, userId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: codeCount }, () =>
    instance.createId('code').slice('code_'.length).toLowerCase().slice(0, codeLength),
  );
  await storeBackupCodes(instance, userId, codes);
  return codes;
}

/** Replaces the backup codes of a user by these. */
export async function storeBackupCodes(instance: Instance, userId: string, codes: readonly string[]): Promise<void> {
  await backupCodes.deleteScope(instance.db, userId);
  for (const code of new Set(codes.map(normalized))) await backupCodes.insert(instance, { code }, { scope: userId });
}

/** @throws {ParameterError} `form_param_format_invalid` for a digest */
export function checkBackupCodes(codes: readonly string[]): readonly string[] {
  if (codes.every((code) => code !== '' && !code.startsWith('$'))) return codes;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'backup_codes',
    'The emulator does not import digests of backup codes. Send the codes in plain text.',
  );
}

/** Uses up a backup code. @returns false if the user has no such code, or it was used before */
export async function spendBackupCode({ db }: Pick<Instance, 'db'>, userId: string, code: string): Promise<boolean> {
  const row = await backupCodes.findWhere(db, { scope: userId, where: { code: normalized(code) } });
  return row !== undefined && (await backupCodes.take(db, row.id));
}

const normalized = (code: string) => code.trim().toLowerCase();
