import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, type Client } from '@libsql/client/sqlite3';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { EmulatorError } from '../errors.js';
import type { StoreDump } from './store-dump.js';
import { tables } from './tables.js';
import { searchStatements } from './user-search.js';

/** Raised when a table changes. */
const SCHEMA_VERSION = 3;

/** What makes a database of a format one of the next. A format without a way on is refused with a clear message. */
const migrations: Readonly<Record<number, readonly string[]>> = {
  2: ['ALTER TABLE "users" ADD COLUMN "timezone" text'],
};

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

/**
 * Opens the database and creates what is missing in it.
 * Changes of several rows go through `db.batch`: an interactive transaction would keep other requests out of an in-memory
 * database, which has one connection.
 * @param location - `:memory:`, a file path, or the URL of a libSQL server (`libsql:`, `http:`, `https:`; `?authToken=` if it asks for one)
 * @throws {EmulatorError} `database_unusable`
 */
export async function openStore(location: string): Promise<Store> {
  let client: Client | undefined;
  const isFile = location !== ':memory:' && !isRemote(location);
  // A token for a server stands in the query.
  const shown = isRemote(location) ? location.replace(/\?.*/, '') : location;
  try {
    client = await connect(location);
    if (isFile) await client.execute('PRAGMA journal_mode = WAL');
    await createTables(client, shown);
  } catch (error) {
    client?.close();
    if (error instanceof EmulatorError) throw error;
    throw new EmulatorError(
      'database_unusable',
      `The database ${shown} cannot be opened: ${error instanceof Error ? error.message : String(error)}. ${isFile ? 'Check that the folder exists, is writable and that the file is a SQLite database.' : 'Check the address, the token and that a libSQL server is there.'}`,
      { cause: error },
    );
  }
  const opened = client;
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
      return { format: SCHEMA_VERSION, tables: Object.fromEntries(entries) };
    },
    async load(dump) {
      // Columns that came with a migration may be empty.
      if (dump.format !== SCHEMA_VERSION && !migrations[dump.format]) {
        throw new EmulatorError(
          'database_unusable',
          `The export is of format ${dump.format}, this emulator reads ${SCHEMA_VERSION}. Export it again with this version.`,
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
    async close() {
      // Leaving write-ahead mode writes everything into the one file and removes the two beside it.
      if (isFile) await opened.execute('PRAGMA journal_mode = DELETE').catch(() => undefined);
      opened.close();
    },
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

async function connect(location: string): Promise<Client> {
  if (!isRemote(location))
    return createClient({ url: location === ':memory:' ? location : pathToFileURL(resolve(location)).href });
  // Loaded only by those who share a server.
  const { createClient: createRemoteClient } = await import('@libsql/client/http');
  return createRemoteClient({ url: location });
}

/** A table, because servers do not let everybody set `user_version`. */
const formatTable = 'CREATE TABLE IF NOT EXISTS "emulator_format" ("version" INTEGER NOT NULL)';

async function createTables(client: Client, location: string): Promise<void> {
  await client.execute(formatTable);
  const found = await client.execute('SELECT "version" FROM "emulator_format"');
  const version = Number(found.rows[0]?.['version'] ?? 0);
  if (version === SCHEMA_VERSION) return;
  if (migrations[version]) return migrate(client, version);
  if (version !== 0) {
    throw new EmulatorError(
      'database_unusable',
      `The database ${location} was written by another version of the emulator (format ${version}, this one reads ${SCHEMA_VERSION}). Delete it or name another one.`,
    );
  }
  const remember = `INSERT INTO "emulator_format" ("version") VALUES (${SCHEMA_VERSION})`;
  await client.batch([...tables.flatMap(createStatements), ...searchStatements, remember], 'write');
}

async function migrate(client: Client, from: number): Promise<void> {
  const steps = Array.from({ length: SCHEMA_VERSION - from }, (_, index) => migrations[from + index] ?? []);
  await client.batch([...steps.flat(), `UPDATE "emulator_format" SET "version" = ${SCHEMA_VERSION}`], 'write');
}

function createStatements(table: SQLiteTable): readonly string[] {
  const { name, columns, indexes } = getTableConfig(table);
  const lines = columns.map((column) =>
    [
      `"${column.name}"`,
      column.getSQLType(),
      column.primary ? 'PRIMARY KEY' : '',
      column.notNull ? 'NOT NULL' : '',
      column.isUnique ? 'UNIQUE' : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  const onColumns = indexes.map(({ config }) => {
    const names = config.columns.map((column) => ('name' in column ? `"${column.name}"` : ''));
    return `CREATE INDEX IF NOT EXISTS "${config.name}" ON "${name}" (${names.join(', ')})`;
  });
  return [`CREATE TABLE IF NOT EXISTS "${name}" (${lines.join(', ')})`, ...onColumns];
}
