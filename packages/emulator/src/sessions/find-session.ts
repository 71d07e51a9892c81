import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { sessions, type SessionRow } from '../store/tables.js';

export async function insertSession(db: Database, row: SessionRow): Promise<void> {
  await db.insert(sessions).values(row);
}

export async function findSession(db: Database, id: string): Promise<SessionRow | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row;
}

export async function updateSession(db: Database, id: string, change: Partial<SessionRow>): Promise<void> {
  await db.update(sessions).set(change).where(eq(sessions.id, id));
}

/** Changes between the states in which a session is open; a session that was ended meanwhile stays ended. */
export async function updateOpenStatus(db: Database, id: string, status: 'active' | 'pending'): Promise<void> {
  await db
    .update(sessions)
    .set({ status })
    .where(and(eq(sessions.id, id), inArray(sessions.status, ['active', 'pending'])));
}

/** Which sessions to list; an omitted field matches all. */
export interface SessionFilter {
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
  readonly status?: SessionRow['status'] | readonly SessionRow['status'][] | undefined;
}

function matching(filter: SessionFilter): SQL | undefined {
  return and(
    filter.clientId === undefined ? undefined : eq(sessions.clientId, filter.clientId),
    filter.userId === undefined ? undefined : eq(sessions.userId, filter.userId),
    filter.status === undefined ? undefined : inArray(sessions.status, [filter.status].flat()),
  );
}

/** Newest first. */
export async function listSessions(
  db: Database,
  filter: SessionFilter,
  page?: { readonly limit: number; readonly offset: number },
): Promise<readonly SessionRow[]> {
  const query = db
    .select()
    .from(sessions)
    .where(matching(filter))
    .orderBy(desc(sessions.createdAt), desc(sql`rowid`));
  return page ? query.limit(page.limit).offset(page.offset) : query;
}

export async function countSessions(db: Database, filter: SessionFilter): Promise<number> {
  return db.$count(sessions, matching(filter));
}
