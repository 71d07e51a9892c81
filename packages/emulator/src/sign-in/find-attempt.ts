import { and, eq } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { attempts, type AttemptRow } from '../store/tables.js';

export async function insertAttempt(db: Database, row: AttemptRow): Promise<void> {
  await db.insert(attempts).values(row);
}

export async function findAttempt(
  db: Database,
  kind: AttemptRow['kind'],
  id: string,
  clientId: string,
): Promise<AttemptRow | undefined> {
  const [row] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.kind, kind), eq(attempts.clientId, clientId)));
  return row;
}

/** An attempt of any browser. */
export async function findAttemptById(
  db: Database,
  kind: AttemptRow['kind'],
  id: string,
): Promise<AttemptRow | undefined> {
  const [row] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.kind, kind)));
  return row;
}

export async function updateAttempt(db: Database, row: AttemptRow): Promise<void> {
  await db.update(attempts).set(row).where(eq(attempts.id, row.id));
}

/** A text in the data of an attempt; null if there is none. */
export function textOf(attempt: AttemptRow, name: string): string | null {
  const value = attempt.data[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
