import type { Instance } from '../../instance/instance.js';
import {
  organizationJSON,
  organizationCollection,
  type OrganizationRow,
  type Organization,
} from '../../organizations/organization.js';
import { readFlag, readList, readOrder, readPage } from '../../http/read-page.js';
import { memberships } from '../../organizations/memberships.js';
import { organizationInvitations } from '../../organizations/organization-invitations.js';
import { RoleBook } from '../../organizations/role-book.js';
import { unsigned } from '../../http/unsigned.js';
import { pageAnswer } from '../../http/page-answer.js';
import type { Wanted } from '../../store/collection.js';

export async function detailed(instance: Instance, query: URLSearchParams, row: OrganizationRow): Promise<object> {
  const { db } = instance;
  const withMissing = readFlag(query, 'include_missing_member_with_elevated_permissions') === true;
  return {
    ...organizationJSON(instance, row),
    ...(readFlag(query, 'include_members_count') === true && {
      members_count: await memberships.count(db, { scope: row.id }),
      pending_invitations_count: await organizationInvitations.count(db, {
        scope: row.id,
        where: { status: 'pending' },
      }),
    }),
    ...(withMissing && { missing_member_with_elevated_permissions: !(await hasManager(instance, row.id)) }),
  };
}

async function hasManager({ db }: Instance, organizationId: string): Promise<boolean> {
  const [book, rows] = await Promise.all([RoleBook.read(db), memberships.list(db, { scope: organizationId })]);
  return rows.some((row) => book.permissionKeysOf(row.role).includes('org:sys_memberships:manage'));
}

export async function listOrganizations(instance: Instance, query: URLSearchParams): Promise<object> {
  const { db } = instance;
  const text = query.get('query');
  const orders = { name: 'name', created_at: 'createdAt', members_count: 'createdAt' } as const;
  const userIds = readList(query, 'user_id');
  const ofUsers =
    userIds && (await memberships.list(db, { where: { userId: userIds.map(unsigned) } })).map(({ scope }) => scope);
  const named = readList(query, 'organization_id')?.map(unsigned);
  const wanted = {
    ids: named && ofUsers ? named.filter((id) => ofUsers.includes(id)) : (named ?? ofUsers),
    search: text ? ({ text, fields: ['name', 'slug'] } as const) : undefined,
  };
  if (query.get('order_by')?.endsWith('members_count')) return listByMembers(instance, query, wanted);
  const order = readOrder(query, orders, { by: 'createdAt', descending: true });
  const { rows, total } = await organizationCollection.page(db, { ...wanted, order, page: readPage(query) });
  return pageAnswer(await Promise.all(rows.map((row) => detailed(instance, query, row))), total);
}

async function listByMembers(
  instance: Instance,
  query: URLSearchParams,
  wanted: Wanted<Organization>,
): Promise<object> {
  const found = await organizationCollection.list(instance.db, wanted);
  const counted = await Promise.all(
    found.map(async (row) => ({ row, members: await memberships.count(instance.db, { scope: row.id }) })),
  );
  const sign = query.get('order_by')?.startsWith('-') ? -1 : 1;
  counted.sort((left, right) => sign * (left.members - right.members));
  const { limit, offset } = readPage(query);
  const page = counted.slice(offset, offset + limit);
  return pageAnswer(await Promise.all(page.map(({ row }) => detailed(instance, query, row))), counted.length);
}
