import type { Client, InStatement } from '@libsql/client/sqlite3';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { EmulatorError } from '../errors/emulator-error.js';
import { migrations, schemaVersion } from './create-tables.js';
import { isJsonObject } from './json-object.js';
import type { StoreDump } from './store-dump.js';
import { tables } from './tables.js';

type Row = Readonly<Record<string, string | number | null>>;

/** Reads every row of every table. */
export async function dumpTables(client: Client): Promise<StoreDump> {
  const entries = await Promise.all(
    tables.map(async (table) => {
      const { name } = getTableConfig(table);
      const { rows, columns } = await client.execute(`SELECT * FROM "${name}" ORDER BY rowid`);
      return [
        name,
        rows.map((row) => Object.fromEntries(columns.map((column) => [column, plainValue(row[column])]))),
      ] as const;
    }),
  );
  return { format: schemaVersion, tables: Object.fromEntries(entries) };
}

/** Columns hold texts, numbers and null only. */
function plainValue(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Greatest number of values of one statement; SQLite permits 32 766. */
const maxValues = 10_000;

/**
 * Statements that replace every row of every table by those of a dump. Users come last in the dump and first in the deletion, because the
 * search index is written once for a user whose addresses are there, and not at all for an address without a user.
 * @throws {EmulatorError} `database_unusable` if the dump is of another version, or no dump at all
 */
export function loadStatements(dump: StoreDump): readonly InStatement[] {
  checkForm(dump);
  // Columns that a migration added may be empty.
  if (dump.format !== schemaVersion && !migrations[dump.format]) {
    throw new EmulatorError(
      'database_unusable',
      `The export is of format ${dump.format}, this emulator reads ${schemaVersion}. Export it again with this version.`,
    );
  }
  const inserts = [...tables]
    .reverse()
    .flatMap((table) => insertStatements(table, dump.tables[getTableConfig(table).name] ?? []));
  return [...tables.map((table) => `DELETE FROM "${getTableConfig(table).name}"`), ...inserts];
}

/** The dump comes from a file. */
function checkForm(dump: unknown): void {
  const rowsByTable = isJsonObject(dump) ? dump['tables'] : undefined;
  if (isJsonObject(rowsByTable) && Object.values(rowsByTable).every(isRowList)) return;
  throw new EmulatorError(
    'database_unusable',
    'This is no export of the emulator: it must be an object with format and tables, and each table a list of rows.',
  );
}

const isRowList = (rows: unknown) => Array.isArray(rows) && rows.every(isJsonObject);

function insertStatements(table: SQLiteTable, rows: readonly Row[]): readonly InStatement[] {
  const { name, columns } = getTableConfig(table);
  const names = columns.map((column) => column.name);
  const size = Math.max(1, Math.floor(maxValues / names.length));
  const start = `INSERT INTO "${name}" (${names.map((column) => `"${column}"`).join(', ')}) VALUES `;
  const row = `(${names.map(() => '?').join(', ')})`;
  const statements: InStatement[] = [];
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size);
    statements.push({
      sql: start + part.map(() => row).join(', '),
      args: part.flatMap((values) => names.map((column) => values[column] ?? null)),
    });
  }
  return statements;
}
