import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { clients, devBrowsers, sessions, type ClientRow, type SessionRow } from '../store/tables.js';

export async function insertClient(db: Database, row: ClientRow): Promise<void> {
  await db.insert(clients).values(row);
}

export async function findClient(db: Database, id: string): Promise<ClientRow | undefined> {
  const [row] = await db.select().from(clients).where(eq(clients.id, id));
  return row;
}

export async function findClientByToken(db: Database, token: string): Promise<ClientRow | undefined> {
  const [row] = await db.select().from(clients).where(eq(clients.token, token));
  return row;
}

export async function findClientByDevBrowser(db: Database, devBrowserId: string): Promise<ClientRow | undefined> {
  const [row] = await db.select().from(devBrowsers).where(eq(devBrowsers.id, devBrowserId));
  return row && findClient(db, row.clientId);
}

export async function updateClient(db: Database, id: string, change: Partial<ClientRow>): Promise<void> {
  await db.update(clients).set(change).where(eq(clients.id, id));
}

/** Lets a dev browser stand for a client; it may have stood for another one before. */
export async function bindDevBrowser(db: Database, id: string, clientId: string, createdAt: number): Promise<void> {
  await db
    .insert(devBrowsers)
    .values({ id, clientId, createdAt })
    .onConflictDoUpdate({ target: devBrowsers.id, set: { clientId } });
}

/** The newest dev browser of a client. */
export async function findDevBrowser(db: Database, clientId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: devBrowsers.id })
    .from(devBrowsers)
    .where(eq(devBrowsers.clientId, clientId))
    .orderBy(desc(devBrowsers.createdAt), desc(sql`rowid`))
    .limit(1);
  return row?.id;
}

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

/** What to list; without a field, all. */
export interface SessionFilter {
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
  readonly status?: SessionRow['status'] | undefined;
}

function matching(filter: SessionFilter): SQL | undefined {
  return and(
    filter.clientId === undefined ? undefined : eq(sessions.clientId, filter.clientId),
    filter.userId === undefined ? undefined : eq(sessions.userId, filter.userId),
    filter.status === undefined ? undefined : eq(sessions.status, filter.status),
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

export async function listClients(
  db: Database,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly ClientRow[]> {
  return db
    .select()
    .from(clients)
    .orderBy(desc(clients.createdAt), desc(sql`rowid`))
    .limit(page.limit)
    .offset(page.offset);
}

export async function countClients(db: Database): Promise<number> {
  return db.$count(clients);
}
