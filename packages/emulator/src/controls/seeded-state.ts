import type { DemoUser } from '../instance/instance.js';
import type { StoreDump } from '../store/store-dump.js';
import type { Seed } from './seed.js';

/** What a seed made. */
export interface SeededState {
  /** The users of the seed that exist. */
  readonly users: readonly DemoUser[];
  /** All rows, and the time that they have, Unix ms; undefined if the database had users already, which stay as they are. */
  readonly rows?: { readonly at: number; readonly dump: StoreDump };
}

/** Greatest length of a seed whose rows are kept, as JSON. */
const maxSeedLength = 100_000;

/** The rows of the last seed of this process, and that seed as JSON. */
let last: { readonly seed: string; readonly state: SeededState } | undefined;

/**
 * Keeps the rows that a seed made in a new database, for the next emulator of this process with that seed: making them takes hundreds of
 * statements, and tests start many emulators. Rows are not kept if a text in them contains the time, because another start has another time.
 */
export function keepSeededRows(seed: Seed, state: SeededState): void {
  const text = JSON.stringify(seed);
  if (text.length > maxSeedLength || !state.rows) return;
  const { at, dump } = state.rows;
  const values = Object.values(dump.tables).flatMap((rows) => rows.flatMap((row) => Object.values(row)));
  if (values.some((value) => typeof value === 'string' && value.includes(String(at)))) return;
  last = { seed: text, state };
}

/** The rows that an earlier emulator of this process kept for this seed, with the time of this start, Unix ms. */
export function findSeededRows(seed: Seed, at: number): SeededState | undefined {
  if (!last?.state.rows || last.seed !== JSON.stringify(seed)) return undefined;
  const { dump, at: before } = last.state.rows;
  const tables = Object.fromEntries(
    Object.entries(dump.tables).map(([name, rows]) => [name, rows.map((row) => withTime(row, before, at))]),
  );
  return { users: last.state.users, rows: { at, dump: { ...dump, tables } } };
}

type DumpedRow = StoreDump['tables'][string][number];

function withTime(row: DumpedRow, before: number, at: number): DumpedRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === before ? at : value]));
}
