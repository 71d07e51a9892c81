import { findUsers, type UserRecord } from '../users/user-record.js';
import type { Instance } from '../instance/instance.js';
import type { Wanted } from '../store/collection.js';
import { memberships, type Membership, type MembershipRow } from './memberships.js';
import { readList, readPage, readOrder } from '../http/read-page.js';
import { unsigned } from '../http/unsigned.js';

/** Sort keys of members that belong to the user. */
const userOrders: Readonly<Record<string, (record: UserRecord) => string | number>> = {
  email_address: ({ emailAddresses }) => emailAddresses[0]?.emailAddress ?? '',
  phone_number: ({ phoneNumbers }) => phoneNumbers[0]?.phoneNumber ?? '',
  first_name: ({ user }) => user.firstName ?? '',
  last_name: ({ user }) => user.lastName ?? '',
  username: ({ user }) => user.username ?? '',
};

/** A page of the memberships that the filters of a request match, and the number of all matching ones. */
export async function listMemberships(
  instance: Instance,
  query: URLSearchParams,
  wanted: Wanted<Membership>,
): Promise<{ readonly rows: readonly MembershipRow[]; readonly total: number }> {
  const found = await memberships.list(instance.db, {
    ...wanted,
    where: { role: readList(query, 'role'), userId: readList(query, 'user_id')?.map(unsigned) },
  });
  const users = await findUsers(
    instance.db,
    found.map(({ userId }) => userId),
  );
  const userOf = new Map(users.map((record) => [record.user.id, record]));
  const matching = found.filter((row) => {
    const record = userOf.get(row.userId);
    return record !== undefined && matches(record, row, query);
  });
  const { limit, offset } = readPage(query);
  return { rows: ordered(matching, query, userOf).slice(offset, offset + limit), total: matching.length };
}

function ordered(
  rows: readonly MembershipRow[],
  query: URLSearchParams,
  userOf: ReadonlyMap<string, UserRecord>,
): readonly MembershipRow[] {
  const text = query.get('order_by') ?? '-created_at';
  const order = readOrder(
    query,
    { created_at: 'createdAt', ...Object.fromEntries(Object.keys(userOrders).map((name) => [name, name])) },
    { by: 'createdAt', descending: true },
  );
  const keyOf = userOrders[text.replace(/^[+ -]/, '')];
  const key = (row: MembershipRow) => {
    const record = userOf.get(row.userId);
    return keyOf && record ? keyOf(record) : row.createdAt;
  };
  if (!keyOf) return order.descending ? rows : [...rows].reverse();
  return [...rows].sort((left, right) => (key(left) < key(right) ? -1 : 1) * (order.descending ? -1 : 1));
}

function matches(
  { user, emailAddresses, phoneNumbers }: UserRecord,
  row: MembershipRow,
  query: URLSearchParams,
): boolean {
  const emails = emailAddresses.map(({ emailAddress }) => emailAddress);
  const phones = phoneNumbers.map(({ phoneNumber }) => phoneNumber);
  const name = `${user.firstName ?? ''} ${user.lastName ?? ''}`;
  const isAmong = (parameter: string, values: readonly string[]) => {
    const wanted = readList(query, parameter);
    return !wanted || values.some((value) => wanted.includes(value));
  };
  const contains = (parameter: string, values: readonly string[]) => {
    const text = query.get(parameter)?.toLowerCase();
    return !text || values.some((value) => value.toLowerCase().includes(text));
  };
  const isAfter = (parameter: string, time: number | null, sign: number) => {
    const limit = query.get(parameter);
    return limit === null || (time !== null && sign * (time - Number(limit)) > 0);
  };
  return (
    isAmong('email_address', emails) &&
    isAmong('phone_number', phones) &&
    isAmong('username', [user.username ?? '']) &&
    contains('query', [user.id, user.username ?? '', name, ...emails, ...phones]) &&
    contains('email_address_query', emails) &&
    contains('phone_number_query', phones) &&
    contains('username_query', [user.username ?? '']) &&
    contains('name_query', [name]) &&
    isAfter('created_at_after', row.createdAt, 1) &&
    isAfter('created_at_before', row.createdAt, -1) &&
    isAfter('last_active_at_after', user.lastActiveAt, 1) &&
    isAfter('last_active_at_before', user.lastActiveAt, -1)
  );
}
