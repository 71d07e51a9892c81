import type { Database } from '../store/open-store.js';
import { clients, devBrowsers, type ClientRow } from '../store/tables.js';
import { eq, desc, sql } from 'drizzle-orm';

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

/** Assigns a dev browser to a client, even if another client had it. */
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
