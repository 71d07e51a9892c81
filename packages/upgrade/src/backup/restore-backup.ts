import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { backupFolder } from '../project/backup-folder.js';
import { UpgradeError } from '../upgrade-error.js';
import { hash, listFile, type SavedFile } from './saved-file.js';
import { replaceFile } from './write-changes.js';

function isSavedFile(value: unknown): value is SavedFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, existed, written } = value as Readonly<Record<string, unknown>>;
  const isText = written === undefined || typeof written === 'string';
  return typeof path === 'string' && typeof existed === 'boolean' && isText;
}

function readList(folder: string): readonly SavedFile[] {
  const file = join(folder, backupFolder, listFile);
  const isInside = ({ path }: SavedFile) => {
    const from = relative(folder, resolve(folder, path));
    return from !== '' && from !== '..' && !from.startsWith(`..${sep}`) && resolve(folder, path) === join(folder, path);
  };
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { readonly files?: unknown };
    if (Array.isArray(files) && files.every(isSavedFile) && files.every(isInside)) return files;
  } catch {
    // no backup, or an incomplete one
  }
  throw new UpgradeError(
    'backup_missing',
    `There is no complete backup in ${backupFolder}. Run the command with --backup before you need it.`,
  );
}

/** Whether somebody changed a file after the command had written it. */
function isChanged(folder: string, { path, existed, written }: SavedFile): boolean {
  const file = join(folder, path);
  if (!existsSync(file)) return written !== undefined && existed;
  const now = hash(readFileSync(file));
  if (now === written) return false;
  return !existed || now !== hash(readFileSync(join(folder, backupFolder, 'files', path)));
}

/**
 * Puts back the files of a backup, byte for byte, and removes the backup.
 * @param force - also files that were changed since
 * @returns the paths
 * @throws {UpgradeError} `backup_missing`, `backup_changed`
 */
export function restoreBackup(folder: string, force: boolean): readonly string[] {
  const files = readList(folder);
  const changed = files.filter((file) => isChanged(folder, file)).map(({ path }) => path);
  if (changed.length > 0 && !force) {
    throw new UpgradeError(
      'backup_changed',
      `These files were changed after the upgrade: ${changed.join(', ')}. Use --force to lose those changes.`,
    );
  }
  // The reverse order of the upgrade: an interrupted restore can be repeated.
  for (const { path, existed } of [...files].reverse()) {
    const file = join(folder, path);
    if (!existed) rmSync(file, { force: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      replaceFile(file, readFileSync(join(folder, backupFolder, 'files', path)));
    }
  }
  rmSync(join(folder, backupFolder), { recursive: true, force: true });
  return files.map(({ path }) => path);
}
