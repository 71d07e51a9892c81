import { and, eq } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { tickets, type TicketRow } from '../store/tables.js';

export async function insertTicket(db: Database, row: TicketRow): Promise<void> {
  await db.insert(tickets).values(row);
}

export async function findTicket(db: Database, kind: TicketRow['kind'], id: string): Promise<TicketRow | undefined> {
  const [row] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, id), eq(tickets.kind, kind)));
  return row;
}

export async function findTicketByToken(db: Database, token: string): Promise<TicketRow | undefined> {
  const [row] = await db.select().from(tickets).where(eq(tickets.token, token));
  return row;
}

/** Moves a ticket out of `pending`. @returns false if it was used or revoked before: a ticket works once */
export async function settleTicket(
  db: Database,
  id: string,
  status: 'accepted' | 'revoked',
  updatedAt: number,
): Promise<boolean> {
  const changed = await db
    .update(tickets)
    .set({ status, updatedAt })
    .where(and(eq(tickets.id, id), eq(tickets.status, 'pending')))
    .returning({ id: tickets.id });
  return changed.length > 0;
}
