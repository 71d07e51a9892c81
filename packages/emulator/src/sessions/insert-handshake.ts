import { eq, lt } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { handshakes } from '../store/tables.js';

/** Stores cookies, which the application fetches with the nonce, and deletes expired ones. */
export async function insertHandshake(
  db: Database,
  row: { readonly nonce: string; readonly directives: readonly string[]; readonly expiresAt: number },
  now: number,
): Promise<void> {
  await db.batch([db.delete(handshakes).where(lt(handshakes.expiresAt, now)), db.insert(handshakes).values(row)]);
}

/** Returns the cookies of a nonce and deletes them, so that a nonce leaked by a log or referrer is worthless. */
export async function takeHandshake(db: Database, nonce: string, now: number): Promise<readonly string[] | undefined> {
  const [row] = await db.delete(handshakes).where(eq(handshakes.nonce, nonce)).returning();
  return row && row.expiresAt >= now ? row.directives : undefined;
}
