import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client/sqlite3';
import { EmulatorError } from '../errors/emulator-error.js';
import { fileIdentity } from './file-identity.js';
import { faultCodeOf, storeFault } from './store-fault.js';

/** A lock on a file. */
export interface FileLock {
  release(): void;
}

/**
 * Locks a database for this process. It is a lock of the operating system on an empty file beside the database, so it ends
 * with the process in any case; a left-over file locks nothing.
 * @param file - absolute path of the database, without links
 * @throws {EmulatorError} `database_in_use`, `database_unusable`
 */
export async function lockFile(file: string): Promise<FileLock> {
  const path = `${file}-lock`;
  for (;;) {
    const client = openLock(file, path);
    const before = fileIdentity(path);
    try {
      const held = await client.transaction('write');
      // `release` removes the file; a lock on a removed file would block nobody.
      if (before !== undefined && fileIdentity(path) === before) {
        return {
          release() {
            rmSync(path, { force: true });
            held.close();
            client.close();
          },
        };
      }
      held.close();
      client.close();
    } catch (error) {
      client.close();
      throw faultCodeOf(error) === 'SQLITE_BUSY' ? inUse(file, error) : storeFault(file, error);
    }
  }
}

function openLock(file: string, path: string) {
  try {
    return createClient({ url: pathToFileURL(path).href, concurrency: 1 });
  } catch (error) {
    throw storeFault(file, error);
  }
}

function inUse(file: string, cause: unknown): EmulatorError {
  return new EmulatorError(
    'database_in_use',
    `Another emulator uses the database ${file}. Stop it, name another file, or let both use a libSQL server (\`database\` takes its URL).`,
    { cause },
  );
}
