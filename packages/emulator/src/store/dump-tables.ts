import type { Client, InStatement } from '@libsql/client/sqlite3';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { schemaVersion } from './create-tables.js';
import type { StoreDump } from './store-dump.js';
import { tables } from './tables.js';

type Row = Readonly<Record<string, string | number | null>>;

/** Reads every row of every table, all at one moment. */
export async function dumpTables(client: Client): Promise<StoreDump> {
  const names = tables.map((table) => getTableConfig(table).name);
  const results = await client.batch(
    names.map((name) => `SELECT * FROM "${name}" ORDER BY rowid`),
    'read',
  );
  const entries = results.map(({ rows, columns }, index) => [
    names[index] ?? '',
    rows.map((row) => Object.fromEntries(columns.map((column) => [column, plainValue(row[column])]))),
  ]);
  return { format: schemaVersion, tables: Object.fromEntries(entries) as StoreDump['tables'] };
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
 */
export function loadStatements(dump: StoreDump): readonly InStatement[] {
  const inserts = [...tables]
    .reverse()
    .flatMap((table) => insertStatements(table, dump.tables[getTableConfig(table).name] ?? []));
  return [...tables.map((table) => `DELETE FROM "${getTableConfig(table).name}"`), ...inserts];
}

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
