import type { Database } from '../store/open-store.js';
import { emailAddresses, users, type EmailAddressRow } from '../store/tables.js';
import { eq, and } from 'drizzle-orm';

export async function findEmailAddress(db: Database, id: string): Promise<EmailAddressRow | undefined> {
  const [row] = await db.select().from(emailAddresses).where(eq(emailAddresses.id, id));
  return row;
}

export async function findEmailAddressByText(db: Database, text: string): Promise<EmailAddressRow | undefined> {
  const [row] = await db
    .select()
    .from(emailAddresses)
    .where(eq(emailAddresses.emailAddress, text.trim().toLowerCase()));
  return row;
}

export async function insertEmailAddress(db: Database, row: EmailAddressRow): Promise<void> {
  await db.insert(emailAddresses).values(row);
}

export async function updateEmailAddress(db: Database, id: string, change: Partial<EmailAddressRow>): Promise<void> {
  await db.update(emailAddresses).set(change).where(eq(emailAddresses.id, id));
}

export async function deleteEmailAddress(db: Database, row: EmailAddressRow): Promise<void> {
  await db.batch([
    db.delete(emailAddresses).where(eq(emailAddresses.id, row.id)),
    db
      .update(users)
      .set({ primaryEmailAddressId: null })
      .where(and(eq(users.id, row.userId), eq(users.primaryEmailAddressId, row.id))),
  ]);
}
