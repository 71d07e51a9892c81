import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { EmulatorError } from '../errors/emulator-error.js';
import { migrations, schemaVersion } from './create-tables.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import type { StoreDump } from './store-dump.js';
import { handshakes, tables } from './tables.js';

/**
 * Checks an export that comes from a file. Messages name the place of an error, never a value: it may be a secret.
 * @throws {EmulatorError} `database_unusable` if it is no export, or of another version; `import_invalid` with the table, row and field
 */
export function checkDump(dump: unknown): asserts dump is StoreDump {
  const rowsByTable = isJsonObject(dump) ? dump['tables'] : undefined;
  if (!isJsonObject(dump) || !isJsonObject(rowsByTable) || !Object.values(rowsByTable).every(isRowList))
    throw new EmulatorError(
      'database_unusable',
      'This is no export of the emulator: it must be an object with format and tables, and each table a list of rows.',
    );
  const format = Number(dump['format']);
  // Columns that a migration added may be empty.
  if (format !== schemaVersion && !migrations[format])
    throw new EmulatorError(
      'database_unusable',
      `The export is of format ${String(dump['format'])}, this emulator reads ${schemaVersion}. Export it again with this version.`,
    );
  checkPosition(dump['ids']);
  for (const [name, rows] of Object.entries(rowsByTable)) {
    const table = tables.find((known) => getTableConfig(known).name === name);
    if (!table)
      throw invalid(
        `the table ${name} is not known. Known: ${tables.map((known) => getTableConfig(known).name).join(', ')}`,
      );
    if (Array.isArray(rows)) checkTable(table, rows);
  }
}

const isRowList = (rows: unknown) => Array.isArray(rows) && rows.every(isJsonObject);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;

function checkPosition(ids: unknown): void {
  if (ids === undefined || (isJsonObject(ids) && isCount(ids['run']) && isCount(ids['count']))) return;
  throw invalid('ids must be an object with the numbers run and count');
}

function checkTable(table: SQLiteTable, rows: readonly JsonObject[]): void {
  const { name, columns: declared } = getTableConfig(table);
  const columns: readonly SQLiteColumn[] = declared;
  const known = new Set(columns.map((column) => column.name));
  const seen = new Map(
    columns.filter(({ primary, isUnique }) => primary || isUnique).map((column) => [column, new Set()]),
  );
  for (const [index, row] of rows.entries()) {
    const place = `${name}[${index}]`;
    const unknown = Object.keys(row).find((field) => !known.has(field));
    if (unknown !== undefined) throw invalid(`${place} has the unknown field ${unknown}`);
    for (const column of columns) {
      const value = row[column.name] ?? null;
      const expected = expectedOf(column, value);
      if (expected !== undefined) throw invalid(`${place}.${column.name} must be ${expected}`);
      const earlier = value === null ? undefined : seen.get(column);
      if (earlier?.has(value))
        throw invalid(`${place}.${column.name} must be unique, and an earlier row has the same value`);
      earlier?.add(value);
    }
  }
}

/** What the column expects instead of this value; undefined if it accepts it. */
function expectedOf(column: SQLiteColumn, value: unknown): string | undefined {
  if (value === null) return column.notNull ? `given: ${describe(column)}` : undefined;
  switch (column.dataType) {
    case 'boolean':
      return value === 0 || value === 1 ? undefined : describe(column);
    case 'number':
      return Number.isFinite(value) ? undefined : describe(column);
    case 'json':
      return typeof value === 'string' && isJsonText(column, value) ? undefined : describe(column);
    default: {
      const isText = typeof value === 'string' && (column.enumValues?.includes(value) ?? true);
      return isText ? undefined : describe(column);
    }
  }
}

function describe(column: SQLiteColumn): string {
  const kinds: Readonly<Record<string, string>> = {
    boolean: '0 or 1',
    number: 'a number',
    json: column === handshakes.directives ? 'the JSON text of a list' : 'the JSON text of an object',
  };
  return kinds[column.dataType] ?? (column.enumValues?.length ? `one of ${column.enumValues.join(', ')}` : 'a text');
}

function isJsonText(column: SQLiteColumn, text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return column === handshakes.directives ? Array.isArray(value) : isJsonObject(value);
  } catch {
    return false;
  }
}

function invalid(message: string): EmulatorError {
  return new EmulatorError('import_invalid', `The import was refused, nothing was changed: ${message}.`);
}
