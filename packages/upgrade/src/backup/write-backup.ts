import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileChange } from '../plan/file-change.js';
import { backupFolder } from '../project/backup-folder.js';
import { UpgradeError } from '../upgrade-error.js';
import { hash, listFile, type SavedFile } from './saved-file.js';
import { replaceFile } from './write-changes.js';

/**
 * Copies the files that will change to a folder in the project. Nothing else is written before the copies are complete.
 * @throws {UpgradeError} `backup_exists`
 */
export function writeBackup(folder: string, changes: readonly FileChange[]): void {
  const to = join(folder, backupFolder);
  if (existsSync(join(to, listFile))) {
    throw new UpgradeError(
      'backup_exists',
      `${backupFolder} has the backup of an earlier run. Restore it with --restore, or delete the folder.`,
    );
  }
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  // Copies of .env files must not be committed.
  replaceFile(join(to, '.gitignore'), '*\n');
  const files = changes.map(({ path, before, after }): SavedFile => {
    if (before !== undefined) {
      const copy = join(to, 'files', path);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(folder, path), copy);
    }
    return { path, existed: before !== undefined, ...(after === undefined ? {} : { written: hash(after) }) };
  });
  replaceFile(join(to, listFile), `${JSON.stringify({ files }, undefined, 2)}\n`);
}
