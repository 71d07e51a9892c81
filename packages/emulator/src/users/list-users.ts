import { and, asc, desc, eq, gt, inArray, isNull, lt, not, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { documentField } from '../store/collection.js';
import { containsText } from '../store/contains-text.js';
import type { Database } from '../store/open-store.js';
import { documents, emailAddresses, users } from '../store/tables.js';
import { foundBySearch } from '../store/search-statements.js';
import { withParts, type UserRecord } from './user-record.js';

/** Which users to list; every given field must match. Times are Unix ms. */
export interface UserFilter {
  readonly emailAddresses?: readonly string[] | undefined;
  readonly phoneNumbers?: readonly string[] | undefined;
  readonly web3Wallets?: readonly string[] | undefined;
  readonly userIds?: SignedIds | undefined;
  readonly externalIds?: SignedIds | undefined;
  /** Members of these organizations. */
  readonly organizationIds?: SignedIds | undefined;
  readonly usernames?: readonly string[] | undefined;
  /** Text that occurs in id, name, user name, external id or an e-mail address. */
  readonly query?: string | undefined;
  readonly emailAddressQuery?: string | undefined;
  readonly phoneNumberQuery?: string | undefined;
  readonly usernameQuery?: string | undefined;
  readonly nameQuery?: string | undefined;
  readonly banned?: boolean | undefined;
  readonly after: readonly TimeBound[];
  readonly before: readonly TimeBound[];
}

/** Ids of which a row must have one, and ids that it must not have. */
export interface SignedIds {
  readonly among: readonly string[] | undefined;
  readonly not: readonly string[];
}

/** A limit for one of the times of a user. */
export interface TimeBound {
  readonly column: 'createdAt' | 'lastActiveAt' | 'lastSignInAt';
  readonly at: number;
}

/** Order of a user list. */
export interface UserOrder {
  readonly column:
    | 'createdAt'
    | 'updatedAt'
    | 'lastActiveAt'
    | 'lastSignInAt'
    | 'firstName'
    | 'lastName'
    | 'username'
    | 'emailAddress';
  readonly direction: 'asc' | 'desc';
}

export async function listUsers(
  db: Database,
  filter: UserFilter,
  order: UserOrder,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly UserRecord[]> {
  const direction = order.direction === 'asc' ? asc : desc;
  const column = order.column === 'emailAddress' ? primaryEmailAddress() : users[order.column];
  const rows = await db
    .select()
    .from(users)
    .where(matching(db, filter))
    // The row number decides between users created in the same millisecond, so that pages never overlap.
    .orderBy(direction(column), direction(sql`${users}.rowid`))
    .limit(page.limit)
    .offset(page.offset);
  return withParts(db, rows);
}

export async function countUsers(db: Database, filter: UserFilter): Promise<number> {
  return db.$count(users, matching(db, filter));
}

function primaryEmailAddress(): SQL {
  return sql`(select ${emailAddresses.emailAddress} from ${emailAddresses} where ${emailAddresses.id} = ${users.primaryEmailAddressId})`;
}

function matching(db: Database, filter: UserFilter): SQL | undefined {
  const emailMatches = (condition: SQL) =>
    inArray(users.id, db.select({ id: emailAddresses.userId }).from(emailAddresses).where(condition));
  const hasPart = (kind: string, condition: SQL | undefined) =>
    inArray(
      users.id,
      db
        .select({ id: documents.scope })
        .from(documents)
        .where(and(eq(documents.kind, kind), condition)),
    );
  const isMember = (organizationIds: readonly string[]) =>
    inArray(
      users.id,
      db
        .select({ id: sql<string>`${documentField('userId')}` })
        .from(documents)
        .where(and(eq(documents.kind, 'organization_membership'), inArray(documents.scope, [...organizationIds]))),
    );
  const fullName = sql`coalesce(${users.firstName}, '') || ' ' || coalesce(${users.lastName}, '')`;
  const { query, emailAddressQuery, usernameQuery, nameQuery } = filter;
  const listed = [
    filter.emailAddresses && emailMatches(inArray(emailAddresses.emailAddress, lowerCase(filter.emailAddresses))),
    filter.phoneNumbers && hasPart('phone_number', among('phoneNumber', filter.phoneNumbers)),
    filter.web3Wallets && hasPart('web3_wallet', among('web3_wallet', filter.web3Wallets)),
    filter.userIds?.among && inArray(users.id, [...filter.userIds.among]),
    filter.userIds && notInArray(users.id, [...filter.userIds.not]),
    filter.externalIds?.among && inArray(users.externalId, [...filter.externalIds.among]),
    filter.externalIds && or(isNull(users.externalId), notInArray(users.externalId, [...filter.externalIds.not])),
    filter.organizationIds?.among && isMember(filter.organizationIds.among),
    filter.organizationIds && not(isMember(filter.organizationIds.not)),
    filter.usernames && inArray(users.username, lowerCase(filter.usernames)),
    filter.banned === undefined ? undefined : eq(users.banned, filter.banned),
  ];
  const searched = [
    emailAddressQuery ? emailMatches(containsText(emailAddresses.emailAddress, emailAddressQuery)) : undefined,
    filter.phoneNumberQuery
      ? hasPart('phone_number', containsText(documentField('phoneNumber'), filter.phoneNumberQuery))
      : undefined,
    usernameQuery ? containsText(users.username, usernameQuery) : undefined,
    nameQuery ? containsText(fullName, nameQuery) : undefined,
    query ? foundBySearch(query) : undefined,
  ];
  const after = filter.after.map(({ column, at }) => gt(users[column], at));
  const before = filter.before.map(({ column, at }) => lt(users[column], at));
  return and(...listed, ...searched, ...after, ...before);
}

function among(name: string, values: readonly string[]): SQL {
  return inArray(documentField(name), [...values]);
}

function lowerCase(texts: readonly string[]): string[] {
  return texts.map((text) => text.trim().toLowerCase());
}
