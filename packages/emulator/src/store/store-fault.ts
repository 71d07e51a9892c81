import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmulatorError } from '../errors/emulator-error.js';

/** How long a call waits for a lock that another program holds, in ms. */
export const lockWaitMs = 5000;

/** The database's error code, such as `SQLITE_BUSY`; the query builder wraps the error that has it. */
export function faultCodeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string' && code !== '') return code;
    // The error of a file that cannot be opened has no code.
    if (at.message.includes('Unable to open')) return 'SQLITE_CANTOPEN';
  }
  return undefined;
}

/** Faults of a single statement, such as a value that must be unique: the connection is fine. */
const ofStatement = new Set(['SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'SQLITE_MISMATCH', 'SQLITE_RANGE', 'SQLITE_TOOBIG']);

/** True if the file or the connection cannot be used; false if only a statement was refused. */
export function isStoreFault(error: unknown): boolean {
  const code = faultCodeOf(error);
  return code === 'CLIENT_CLOSED' || (code !== undefined && code.startsWith('SQLITE_') && !ofStatement.has(code));
}

/** The error for a fault of a file; it says what to do. */
export function storeFault(file: string, error: unknown): EmulatorError {
  const code = faultCodeOf(error) ?? '';
  const isLocked = code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED';
  return new EmulatorError(
    isLocked ? 'database_locked' : 'database_unusable',
    `The database ${file} ${meaning(file, code, error)}`,
    { cause: error },
  );
}

function meaning(file: string, code: string, error: unknown): string {
  if (!existsSync(dirname(file))) {
    return `cannot be opened: the folder ${dirname(file)} does not exist. Create it, or name another file.`;
  }
  switch (code) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return `is locked by another program for more than ${lockWaitMs / 1000} s. End the transaction there, or close that program; the emulator goes on by itself.`;
    case 'SQLITE_FULL':
      return 'cannot grow: the disk is full. Nothing was written. Free some space; the emulator goes on by itself.';
    case 'SQLITE_IOERR':
      return 'cannot be read or written: the disk is full, a size limit is reached, or the disk is gone. Nothing was written. Check the disk; the emulator goes on by itself.';
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return 'is read-only: this user may not write the file or its folder. Change the permissions, or name another file.';
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return 'is damaged or is no SQLite database. Delete it or name another file; `--import` brings back what was exported.';
    case 'SQLITE_CANTOPEN':
      return 'cannot be opened. Check that it is a file, and that this user may read and write it and its folder.';
    default:
      return `cannot be used: ${error instanceof Error ? error.message : String(error)}. Check that the folder exists, is writable and that the file is a SQLite database.`;
  }
}

/** The store fault that caused an error, or the error itself. */
export function plainFault(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof EmulatorError ? cause : error;
}
