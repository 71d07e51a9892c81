import { instanceSettings } from '../instance/instance-settings.js';
import type { Database } from '../store/open-store.js';
import { emailAddresses, users, type EmailAddressRow } from '../store/tables.js';
import { and, eq, like, sql } from 'drizzle-orm';

export async function findEmailAddress(db: Database, id: string): Promise<EmailAddressRow | undefined> {
  const [row] = await db.select().from(emailAddresses).where(eq(emailAddresses.id, id));
  return row;
}

/** An address in any letter case. Dots of Gmail addresses count only if the settings say so. */
export async function findEmailAddressByText(db: Database, text: string): Promise<EmailAddressRow | undefined> {
  const wanted = text.trim().toLowerCase();
  const [row] = await db.select().from(emailAddresses).where(eq(emailAddresses.emailAddress, wanted));
  return row ?? findWithOtherDots(db, wanted);
}

/** The same Gmail address with other dots, if the settings ignore them. */
async function findWithOtherDots(db: Database, wanted: string): Promise<EmailAddressRow | undefined> {
  const [, domain] = /@(gmail\.com|googlemail\.com)$/.exec(wanted) ?? [];
  if (domain === undefined) return undefined;
  const { restrictions } = await instanceSettings({ db });
  if (!restrictions.ignore_dots_for_gmail_addresses) return undefined;
  const { emailAddress } = emailAddresses;
  const isSame = eq(sql`replace(${emailAddress}, '.', '')`, wanted.replaceAll('.', ''));
  const [row] = await db
    .select()
    .from(emailAddresses)
    .where(and(like(emailAddress, `%@${domain}`), isSame));
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
