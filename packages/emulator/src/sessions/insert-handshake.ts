import { eq, lt } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { handshakes } from '../store/tables.js';

/** Keeps cookies for the application to fetch with the nonce, and drops those that were never fetched. */
export async function insertHandshake(
  db: Database,
  row: { readonly nonce: string; readonly directives: readonly string[]; readonly expiresAt: number },
  now: number,
): Promise<void> {
  await db.batch([db.delete(handshakes).where(lt(handshakes.expiresAt, now)), db.insert(handshakes).values(row)]);
}

/** The cookies behind a nonce. They are gone afterwards, so a nonce that leaked through a log or referrer is worthless. */
export async function takeHandshake(db: Database, nonce: string, now: number): Promise<readonly string[] | undefined> {
  const [row] = await db.delete(handshakes).where(eq(handshakes.nonce, nonce)).returning();
  return row && row.expiresAt >= now ? row.directives : undefined;
}
