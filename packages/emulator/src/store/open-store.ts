import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, type Client } from '@libsql/client/sqlite3';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { EmulatorError } from '../errors/emulator-error.js';
import { lockFile, type FileLock } from './file-lock.js';
import { patientClient } from './patient-client.js';
import { createTables, createTablesInMemory } from './create-tables.js';
import { checkDump } from './check-dump.js';
import { dumpTables, loadStatements } from './dump-tables.js';
import type { StoreDump } from './store-dump.js';
import { countRun, raiseRun } from './count-run.js';
import { storeFault } from './store-fault.js';
import { tables } from './tables.js';

export type Database = LibSQLDatabase;

/** An open database. */
export interface Store {
  readonly db: Database;
  /** True for a database in memory, which nothing was written to before this start. */
  readonly isNew: boolean;
  /** Deletes every row. */
  clear(): Promise<void>;
  dump(): Promise<StoreDump>;
  /**
   * Replaces all rows, or none.
   * @returns the dump, checked
   * @throws {EmulatorError} `database_unusable` if the dump is of another version, `import_invalid` if a row is wrong
   */
  load(dump: unknown): Promise<StoreDump>;
  /** The number of starts on this database that counted, this one included. Imported positions count as well. */
  countRun(): Promise<number>;
  /** A function that replaces all rows by those of a result of `dump`. It does not check them. */
  restorer(dump: StoreDump): () => Promise<void>;
  close(): Promise<void>;
}

/** How long a statement waits inside the database for a lock, in ms. Other requests wait meanwhile. */
const busyTimeoutMs = 50;

/** An open client, and the function that closes it. */
interface Opened {
  readonly client: Client;
  close(): Promise<void> | void;
}

/**
 * Opens the database and creates missing tables. A file is locked for this process.
 * Changes of several rows use `db.batch`: an interactive transaction would block other requests of an in-memory database,
 * which has one connection.
 * @param location - `:memory:`, a file path, or the URL of a libSQL server (`libsql:`, `http:`, `https:`; `?authToken=` if it requires one)
 * @throws {EmulatorError} `database_unusable`, `database_in_use`, `database_locked`
 */
export async function openStore(location: string): Promise<Store> {
  const opened = await open(location);
  const { client } = opened;
  return {
    db: drizzle(client),
    isNew: location === inMemory,
    async clear() {
      await client.batch(
        tables.map((table) => `DELETE FROM "${getTableConfig(table).name}"`),
        'write',
      );
    },
    dump: () => dumpTables(client),
    async load(dump) {
      checkDump(dump);
      await client.batch([...raiseRun(dump.ids?.run), ...loadStatements(dump)], 'write');
      return dump;
    },
    countRun: () => countRun(client),
    restorer(dump) {
      const statements = [...loadStatements(dump)];
      return async () => void (await client.batch(statements, 'write'));
    },
    close: async () => opened.close(),
  };
}

/** True when a statement failed because a unique value exists already. */
export function isUniqueViolation(error: unknown): boolean {
  // The query builder wraps the error of the database.
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return source instanceof Error && source.message.includes('UNIQUE constraint failed');
}

const inMemory = ':memory:';

const isRemote = (location: string) => /^(libsql|https?):\/\//.test(location);

async function open(location: string): Promise<Opened> {
  if (isRemote(location)) return openServer(location);
  if (location !== inMemory) return openFile(location);
  const client = createClient({ url: location });
  // Tests have many databases with few rows: small pages take less memory.
  await client.execute('PRAGMA page_size = 1024');
  await createTablesInMemory(client);
  return { client, close: () => client.close() };
}

async function openFile(location: string): Promise<Opened> {
  const file = realPath(resolve(location));
  const lock = await lockFile(file);
  try {
    return await openLocked(file, lock);
  } catch (error) {
    lock.release();
    throw error instanceof EmulatorError ? error : storeFault(file, error);
  }
}

async function openLocked(file: string, lock: FileLock): Promise<Opened> {
  // Created before opening, because the client remembers the file it opened.
  if (!existsSync(file)) writeFileSync(file, '', { flag: 'a' });
  // One connection: calls do not overlap, and more connections would prevent the file from leaving write-ahead mode.
  const client = createClient({ url: pathToFileURL(file).href, timeout: busyTimeoutMs, concurrency: 1 });
  const patient = patientClient(client, file);
  try {
    await patient.execute('PRAGMA journal_mode = WAL');
    await createTables(patient, file);
  } catch (error) {
    patient.close();
    throw error;
  }
  return {
    client: patient,
    async close() {
      // Writes everything into one file and removes the two files of the log, unless another program has it open.
      await client.execute('PRAGMA journal_mode = DELETE').catch(() => undefined);
      patient.close();
      lock.release();
    },
  };
}

/** The path without links, so that a file has one lock whichever link leads to it. */
function realPath(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const folder = dirname(file);
  return existsSync(folder) ? join(realpathSync(folder), basename(file)) : file;
}

async function openServer(location: string): Promise<Opened> {
  // The query may contain the server's token.
  const shown = location.replace(/\?.*/, '');
  let client: Client | undefined;
  try {
    // Loaded only when a server is used.
    const { createClient: createRemoteClient } = await import('@libsql/client/http');
    const opened = createRemoteClient({ url: location });
    client = opened;
    await createTables(opened, shown);
    return { client: opened, close: () => opened.close() };
  } catch (error) {
    client?.close();
    if (error instanceof EmulatorError) throw error;
    throw new EmulatorError(
      'database_unusable',
      `The database ${shown} cannot be opened: ${error instanceof Error ? error.message : String(error)}. Check the address, the token and that a libSQL server is there.`,
      { cause: error },
    );
  }
}
