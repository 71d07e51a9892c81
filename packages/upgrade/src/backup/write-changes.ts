import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../plan/file-change.js';
import { memoryFile } from '../project/remembered-ranges.js';

/** Replaces a file in one step, so that it is never half written. Its mode is kept. */
export function replaceFile(file: string, text: string | Uint8Array): void {
  const temporary = `${file}.acme-upgrade`;
  const mode = existsSync(file) ? statSync(file).mode : undefined;
  const descriptor = openSync(temporary, 'w', mode);
  try {
    writeFileSync(descriptor, text);
    if (mode !== undefined) chmodSync(temporary, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

/**
 * When a file is written. The files by which the command finds what to migrate come last, so that a second run completes one that was
 * interrupted: files that import an old package after files that they lead to, and `package.json` after everything.
 */
function rank({ path, before, isSecret }: FileChange): number {
  if (/(?:^|\/)package\.json$/.test(path)) return 4;
  if (path === memoryFile) return 3;
  if (isSecret) return 2;
  return /clerk-sdk-node|@acme\/node-legacy|@hono\/clerk-auth/.test(before ?? '') ? 1 : 0;
}

/** The changes in the order in which they are written. */
export function inSafeOrder(changes: readonly FileChange[]): readonly FileChange[] {
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** Writes the planned changes of a project. */
export function writeChanges(folder: string, changes: readonly FileChange[]): void {
  for (const { path, after } of inSafeOrder(changes)) {
    if (after === undefined) rmSync(join(folder, path), { force: true });
    else replaceFile(join(folder, path), after);
  }
}
