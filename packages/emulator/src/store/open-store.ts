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
import { createTables, migrations, schemaVersion } from './create-tables.js';
import type { StoreDump } from './store-dump.js';
import { storeFault } from './store-fault.js';
import { tables } from './tables.js';

export type Database = LibSQLDatabase;

/** An open database. */
export interface Store {
  readonly db: Database;
  /** Deletes every row. */
  clear(): Promise<void>;
  dump(): Promise<StoreDump>;
  /** Puts rows in place of those there are. @throws {EmulatorError} `database_unusable` if they are of another version */
  load(dump: StoreDump): Promise<void>;
  close(): Promise<void>;
}

/** How long a statement waits inside the database for a lock, in ms: other requests wait meanwhile. */
const busyTimeoutMs = 50;

/** An open client, and what ends it. */
interface Opened {
  readonly client: Client;
  close(): Promise<void> | void;
}

/**
 * Opens the database and creates what is missing in it. A file is taken for this process alone.
 * Changes of several rows go through `db.batch`: an interactive transaction would keep other requests out of an in-memory
 * database, which has one connection.
 * @param location - `:memory:`, a file path, or the URL of a libSQL server (`libsql:`, `http:`, `https:`; `?authToken=` if it asks for one)
 * @throws {EmulatorError} `database_unusable`, `database_in_use`, `database_locked`
 */
export async function openStore(location: string): Promise<Store> {
  const store = await open(location);
  const opened = store.client;
  const db = drizzle(opened);
  return {
    db,
    async clear() {
      await opened.batch(
        tables.map((table) => `DELETE FROM "${getTableConfig(table).name}"`),
        'write',
      );
    },
    async dump() {
      const entries = await Promise.all(
        tables.map(async (table) => {
          const { name } = getTableConfig(table);
          const { rows, columns } = await opened.execute(`SELECT * FROM "${name}" ORDER BY rowid`);
          return [
            name,
            rows.map((row) => Object.fromEntries(columns.map((column) => [column, plain(row[column])]))),
          ] as const;
        }),
      );
      return { format: schemaVersion, tables: Object.fromEntries(entries) };
    },
    async load(dump) {
      // Columns that came with a migration may be empty.
      if (dump.format !== schemaVersion && !migrations[dump.format]) {
        throw new EmulatorError(
          'database_unusable',
          `The export is of format ${dump.format}, this emulator reads ${schemaVersion}. Export it again with this version.`,
        );
      }
      const statements = tables.flatMap((table) => {
        const { name, columns } = getTableConfig(table);
        const names = columns.map((column) => column.name);
        const insert = `INSERT INTO "${name}" (${names.map((column) => `"${column}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
        const rows = dump.tables[name] ?? [];
        return [
          { sql: `DELETE FROM "${name}"`, args: [] },
          ...rows.map((row) => ({ sql: insert, args: names.map((column) => row[column] ?? null) })),
        ];
      });
      await opened.batch(statements, 'write');
    },
    close: async () => store.close(),
  };
}

/** No column holds anything else. */
function plain(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** True when a statement failed because a value that must be unique exists already. */
export function isUniqueViolation(error: unknown): boolean {
  // The query builder wraps the database's error.
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return source instanceof Error && source.message.includes('UNIQUE constraint failed');
}

const isRemote = (location: string) => /^(libsql|https?):\/\//.test(location);

async function open(location: string): Promise<Opened> {
  if (isRemote(location)) return openServer(location);
  if (location !== ':memory:') return openFile(location);
  const client = createClient({ url: location });
  await createTables(client, location);
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
  // Now, because the client remembers which file it was opened on.
  if (!existsSync(file)) writeFileSync(file, '', { flag: 'a' });
  // One connection: calls do not overlap, and further ones would keep the file from leaving write-ahead mode.
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
      // Writes everything into the one file and removes the two beside it, unless another program has it open.
      await client.execute('PRAGMA journal_mode = DELETE').catch(() => undefined);
      patient.close();
      lock.release();
    },
  };
}

/** The path without links, so that a file has one lock by whatever name it is called. */
function realPath(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const folder = dirname(file);
  return existsSync(folder) ? join(realpathSync(folder), basename(file)) : file;
}

async function openServer(location: string): Promise<Opened> {
  // A token for a server is in the query.
  const shown = location.replace(/\?.*/, '');
  let client: Client | undefined;
  try {
    // Loaded only by those who share a server.
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
