import type { Client, InStatement } from '@libsql/client/sqlite3';

const createTable = 'CREATE TABLE IF NOT EXISTS "emulator_runs" ("run" INTEGER NOT NULL)';

/**
 * Counts the starts of emulators whose ids follow one another, so that each has ids of its own. It is no part of exports.
 * @returns 1 for the first start on an empty database
 */
export async function countRun(client: Client): Promise<number> {
  // A database with users was started before there was a count.
  const first = `INSERT INTO "emulator_runs" ("run") SELECT EXISTS (SELECT * FROM "users") WHERE NOT EXISTS (SELECT * FROM "emulator_runs")`;
  const next = 'UPDATE "emulator_runs" SET "run" = "run" + 1 RETURNING "run"';
  const results = await client.batch([createTable, first, next], 'write');
  return Number(results.at(-1)?.rows[0]?.['run'] ?? 1);
}

/** Statements after which the next starts have greater numbers than imported rows. */
export function raiseRun(imported: number | undefined): readonly InStatement[] {
  if (imported === undefined) return [];
  const least = { sql: 'UPDATE "emulator_runs" SET "run" = max("run", ?)', args: [imported] };
  const first = {
    sql: 'INSERT INTO "emulator_runs" ("run") SELECT ? WHERE NOT EXISTS (SELECT * FROM "emulator_runs")',
    args: [imported],
  };
  return [createTable, least, first];
}
