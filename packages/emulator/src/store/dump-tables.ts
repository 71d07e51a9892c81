import type { Client } from '@libsql/client/sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { EmulatorError } from '../errors/emulator-error.js';
import { migrations, schemaVersion } from './create-tables.js';
import type { StoreDump } from './store-dump.js';
import { tables } from './tables.js';

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

/** Replaces every row of every table. @throws {EmulatorError} `database_unusable` if the dump is of another version */
export async function loadTables(client: Client, dump: StoreDump): Promise<void> {
  // Columns that a migration added may be empty.
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
  await client.batch(statements, 'write');
}
