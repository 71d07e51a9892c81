import type { Client } from '@libsql/client/sqlite3';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { EmulatorError } from '../errors/emulator-error.js';
import { lookupIndexes } from './lookup-indexes.js';
import { tables } from './tables.js';
import { searchStatements } from './search-statements.js';

/** Version of the tables; raise it when a table changes. */
export const schemaVersion = 5;

/** Statements that migrate a database to the next version, by version. Versions without an entry are refused. */
export const migrations: Readonly<Record<number, readonly string[]>> = {
  2: [
    'ALTER TABLE "users" ADD COLUMN "timezone" text',
    'ALTER TABLE "clients" ADD COLUMN "askedFrom" text',
    'ALTER TABLE "clients" ADD COLUMN "askedFromUntil" integer',
  ],
  3: [
    'ALTER TABLE "sessions" ADD COLUMN "firstFactorVerifiedAt" integer',
    'ALTER TABLE "sessions" ADD COLUMN "secondFactorVerifiedAt" integer',
    'ALTER TABLE "sessions" ADD COLUMN "ipAddress" text',
    'ALTER TABLE "sessions" ADD COLUMN "userAgent" text',
  ],
  4: lookupIndexes,
};

/** A table, because servers may not allow to set `user_version`. */
const formatTable = 'CREATE TABLE IF NOT EXISTS "emulator_format" ("version" INTEGER NOT NULL)';

/**
 * Creates the tables of a new database in memory, as one script: the client releases the memory of a statement only when JavaScript collects
 * garbage, and tests have many databases with few rows. For the same reason it has no indexes that only pay with many rows.
 */
export async function createTablesInMemory(client: Client): Promise<void> {
  await client.executeMultiple([formatTable, ...newTables([])].join(';\n'));
}

/**
 * Creates the tables of an empty database, and migrates one of an older version.
 * @param location - for messages
 * @throws {EmulatorError} `database_unusable`
 */
export async function createTables(client: Client, location: string): Promise<void> {
  await client.execute(formatTable);
  const found = await client.execute('SELECT "version" FROM "emulator_format"');
  const version = Number(found.rows[0]?.['version'] ?? 0);
  if (version === schemaVersion) return;
  if (version === 0) {
    await client.batch([...newTables(lookupIndexes)], 'write');
    return;
  }
  if (!migrations[version]) {
    throw new EmulatorError(
      'database_unusable',
      `The database ${location} was written by another version of the emulator (format ${version}, this one reads ${schemaVersion}). Delete it or name another one.`,
    );
  }
  const steps = Array.from({ length: schemaVersion - version }, (_, index) => migrations[version + index] ?? []);
  await client.batch([...steps.flat(), `UPDATE "emulator_format" SET "version" = ${schemaVersion}`], 'write');
}

function newTables(indexes: readonly string[]): readonly string[] {
  const remember = `INSERT INTO "emulator_format" ("version") VALUES (${schemaVersion})`;
  return [...tables.flatMap(createStatements), ...indexes, ...searchStatements, remember];
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
