import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../store/open-store.js';
import { findUserParts, type UserParts } from './user-parts.js';
import { phoneNumbers } from './phone-number.js';
import {
  attempts,
  emailAddresses,
  sessions,
  tickets,
  users,
  type EmailAddressRow,
  type UserRow,
} from '../store/tables.js';
import { deleteAllOfUser } from '../store/collection.js';
import { findEmailAddressByText } from './find-email-address.js';

/** A user with all its parts. */
export interface UserRecord extends UserParts {
  readonly user: UserRow;
  readonly emailAddresses: readonly EmailAddressRow[];
}

export async function insertUser(
  db: Database,
  { user, emailAddresses: emails }: Pick<UserRecord, 'user' | 'emailAddresses'>,
): Promise<void> {
  const insert = db.insert(users).values(user);
  if (emails.length === 0) await insert;
  else await db.batch([insert, db.insert(emailAddresses).values([...emails])]);
}

export async function findUser(db: Database, id: string): Promise<UserRecord | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  if (!user) return undefined;
  return (await withParts(db, [user]))[0];
}

/** The users with these ids, in no particular order. */
export async function findUsers(db: Database, ids: readonly string[]): Promise<readonly UserRecord[]> {
  if (ids.length === 0) return [];
  return withParts(
    db,
    await db
      .select()
      .from(users)
      .where(inArray(users.id, [...ids])),
  );
}

/** The owner of an e-mail address, whatever its letter case. */
export async function findUserByEmailAddress(db: Database, emailAddress: string): Promise<UserRecord | undefined> {
  const row = await findEmailAddressByText(db, emailAddress);
  return row && findUser(db, row.userId);
}

/** Finds a user by e-mail address, phone number or user name. */
export async function findUserByIdentifier(db: Database, identifier: string): Promise<UserRecord | undefined> {
  const byEmail = await findUserByEmailAddress(db, identifier);
  if (byEmail) return byEmail;
  const phone = await phoneNumbers.findWhere(db, { where: { phoneNumber: identifier.replace(/[\s().-]/g, '') } });
  if (phone) return findUser(db, phone.scope);
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.username, identifier.trim().toLowerCase()));
  return user && findUser(db, user.id);
}

export async function updateUser(db: Database, id: string, change: Partial<UserRow>): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(users).set(change).where(eq(users.id, id));
}

/** Deletes a user with everything that belongs to the user, such as memberships, API keys and tokens. */
export async function deleteUser(db: Database, id: string): Promise<void> {
  await db.batch([
    db.delete(users).where(eq(users.id, id)),
    db.delete(emailAddresses).where(eq(emailAddresses.userId, id)),
    db.delete(sessions).where(eq(sessions.userId, id)),
    db.delete(tickets).where(eq(tickets.userId, id)),
    db.delete(attempts).where(eq(attempts.userId, id)),
  ]);
  await deleteAllOfUser(db, id);
}

/** Adds their parts to users; the order stays. */
export async function withParts(db: Database, rows: readonly UserRow[]): Promise<readonly UserRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [found, partsOf] = await Promise.all([
    db
      .select()
      .from(emailAddresses)
      .where(inArray(emailAddresses.userId, ids))
      .orderBy(asc(emailAddresses.createdAt), asc(emailAddresses.id)),
    findUserParts(db, ids),
  ]);
  return rows.map((user) => ({
    ...partsOf(user.id),
    user,
    emailAddresses: found.filter((email) => email.userId === user.id),
  }));
}
