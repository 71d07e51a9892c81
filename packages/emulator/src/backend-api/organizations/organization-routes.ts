import { organizations as organizationsEndpoints } from '@acme/backend/endpoints';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import { emit, emitAndReturn } from '../../instance/emit.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import type { Instance } from '../../instance/instance.js';
import { deleteOrganization } from '../../organizations/delete-organization.js';
import {
  enrollmentModes,
  organizationDomainJSON,
  organizationDomains,
} from '../../organizations/organization-domains.js';
import {
  insertOrganizationInvitation,
  requireOrganizationInvitation,
} from '../../organizations/insert-organization-invitation.js';
import {
  organizationInvitations,
  organizationInvitationsJSON,
  organizationInvitationStatus,
  type OrganizationInvitationRow,
} from '../../organizations/organization-invitations.js';
import {
  insertMembership,
  memberships,
  membershipsJSON,
  requireMembership,
  type MembershipRow,
  type Membership,
} from '../../organizations/memberships.js';
import {
  checkSlug,
  insertOrganization,
  organizationCollection,
  organizationJSON,
  requireOrganization,
  type Organization,
  type OrganizationRow,
} from '../../organizations/organization.js';
import { creatorRole } from '../../organizations/create-default-roles.js';
import { requireRoleByKey } from '../../organizations/role.js';
import { RoleBook } from '../../organizations/role-book.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Wanted } from '../../store/collection.js';
import { findUsers, type UserRecord } from '../../users/user-record.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readFlag, readList, readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';
import { mergeMetadata, readCreatedAt } from '../users/read-user-change.js';

export const organizationRoutes = answers(organizationsEndpoints, {
  getOrganizationList: async ({ query, ...instance }) => listOrganizations(instance, query),

  createOrganization: async ({ body, ...instance }) => {
    const createdBy = body.string('created_by') ?? undefined;
    const organization = await insertOrganization(instance, {
      name: body.requiredString('name'),
      slug: body.string('slug') ?? undefined,
      createdBy,
      maxAllowedMemberships: body.integer('max_allowed_memberships'),
      publicMetadata: body.object('public_metadata'),
      privateMetadata: body.object('private_metadata'),
      roleSetKey: body.string('role_set_key') ?? undefined,
      createdAt: readCreatedAt(body),
    });
    if (createdBy !== undefined) {
      try {
        await insertMembership(instance, { organization, userId: createdBy, role: creatorRole });
      } catch (error) {
        await deleteOrganization(instance.db, organization.id);
        throw error;
      }
    }
    return emitAndReturn(instance, 'organization.created', organizationJSON(instance, organization));
  },

  getOrganization: async ({ params, query, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    return detailed(instance, query, organization);
  },

  updateOrganization: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const slug = body.string('slug');
    const changed = await organizationCollection.update(instance, organization, {
      name: body.string('name') || organization.name,
      slug: slug ? checkSlug(slug) : organization.slug,
      adminDeleteEnabled: body.boolean('admin_delete_enabled') ?? organization.adminDeleteEnabled,
      maxAllowedMemberships: body.integer('max_allowed_memberships') ?? organization.maxAllowedMemberships,
      roleSetKey: body.string('role_set_key') ?? organization.roleSetKey,
      ...metadataOf(body),
    });
    return emitAndReturn(instance, 'organization.updated', organizationJSON(instance, changed));
  },

  updateOrganizationLogo: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const imageId = await replaceImage(instance, organization.id, body.requiredFile('file'));
    return emitAndReturn(
      instance,
      'organization.updated',
      organizationJSON(instance, await organizationCollection.update(instance, organization, { imageId })),
    );
  },

  deleteOrganizationLogo: async ({ params, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    await removeImage(instance, organization.id);
    return emitAndReturn(
      instance,
      'organization.updated',
      organizationJSON(instance, await organizationCollection.update(instance, organization, { imageId: null })),
    );
  },

  updateOrganizationMetadata: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const changed = await organizationCollection.update(instance, organization, merged(organization, body));
    return emitAndReturn(instance, 'organization.updated', organizationJSON(instance, changed));
  },

  replaceOrganizationMetadata: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    return emitAndReturn(
      instance,
      'organization.updated',
      organizationJSON(instance, await organizationCollection.update(instance, organization, metadataOf(body))),
    );
  },

  deleteOrganization: async ({ params, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    await deleteOrganization(instance.db, organization.id);
    const gone = { ...deleted('organization', organization.id), slug: organization.slug };
    emit(instance, 'organization.deleted', gone);
    return gone;
  },

  getOrganizationMembershipList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listMemberships(instance, query, { scope: id });
  },

  getInstanceOrganizationMembershipList: ({ query, ...instance }) => listMemberships(instance, query, {}),

  createOrganizationMembership: async ({ params, body, ...instance }) => {
    const row = await insertMembership(instance, {
      organization: await requireOrganization(instance.db, params.organizationId),
      userId: body.requiredString('user_id'),
      role: body.requiredString('role'),
      publicMetadata: body.object('public_metadata'),
      privateMetadata: body.object('private_metadata'),
    });
    return emitAndReturn(instance, 'organizationMembership.created', await showMembership(instance, row));
  },

  updateOrganizationMembership: async ({ params, body, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    const { key: role } = await requireRoleByKey(instance.db, body.requiredString('role'));
    if (role !== row.role) await checkAdminRemains(instance, row);
    return emitAndReturn(
      instance,
      'organizationMembership.updated',
      await showMembership(instance, await memberships.update(instance, row, { role })),
    );
  },

  updateOrganizationMembershipMetadata: async ({ params, body, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    return emitAndReturn(
      instance,
      'organizationMembership.updated',
      await showMembership(instance, await memberships.update(instance, row, merged(row, body))),
    );
  },

  deleteOrganizationMembership: async ({ params, ...instance }) => {
    const row = await requireMembership(instance.db, params.organizationId, params.userId);
    await checkAdminRemains(instance, row);
    const shown = await showMembership(instance, row);
    await memberships.delete(instance.db, row.id);
    return emitAndReturn(instance, 'organizationMembership.deleted', shown);
  },

  getOrganizationInvitationList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listInvitations(instance, query, id, readList(query, 'status'));
  },

  createOrganizationInvitation: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    return emitAndReturn(
      instance,
      'organizationInvitation.created',
      await showInvitation(instance, await insertOrganizationInvitation(instance, organization, body)),
    );
  },

  createOrganizationInvitationBulk: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const rows = [];
    for (const item of body.list()) rows.push(await insertOrganizationInvitation(instance, organization, item));
    return pageAnswer(await organizationInvitationsJSON(instance, rows), rows.length);
  },

  getOrganizationInvitation: async ({ params, ...instance }) =>
    showInvitation(
      instance,
      await requireOrganizationInvitation(instance.db, params.organizationId, params.invitationId),
    ),

  revokeOrganizationInvitation: async ({ params, ...instance }) => {
    const row = await requireOrganizationInvitation(instance.db, params.organizationId, params.invitationId);
    if (row.status !== 'pending') {
      throw new ApiError(
        400,
        'organization_invitation_not_pending',
        'not pending',
        'Only a pending invitation can be revoked.',
      );
    }
    return emitAndReturn(
      instance,
      'organizationInvitation.revoked',
      await showInvitation(instance, await organizationInvitations.update(instance, row, { status: 'revoked' })),
    );
  },

  getOrganizationDomainList: async ({ params, query, db }) => {
    const { id } = await requireOrganization(db, params.organizationId);
    return listDomains(db, query, id);
  },

  createOrganizationDomain: async ({ params, body, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    const row = await organizationDomains.insert(
      instance,
      {
        name: body.requiredString('name').trim().toLowerCase(),
        enrollmentMode: body.word('enrollment_mode', enrollmentModes) ?? 'manual_invitation',
        verified: body.boolean('verified') ?? true,
      },
      { scope: id },
    );
    return organizationDomainJSON(row);
  },

  updateOrganizationDomain: async ({ params, body, ...instance }) => {
    const row = await requireDomain(instance.db, params.organizationId, params.domainId);
    const changed = await organizationDomains.update(instance, row, {
      name: body.string('name') || row.name,
      enrollmentMode: body.word('enrollment_mode', enrollmentModes) ?? row.enrollmentMode,
      verified: body.boolean('verified') ?? row.verified,
    });
    return organizationDomainJSON(changed);
  },

  deleteOrganizationDomain: async ({ params, db }) => {
    const row = await requireDomain(db, params.organizationId, params.domainId);
    await organizationDomains.delete(db, row.id);
    return deleted('organization_domain', row.id);
  },

  getInstanceOrganizationInvitationList: ({ query, ...instance }) =>
    listInvitations(instance, query, undefined, readList(query, 'status')),

  getPendingOrganizationInvitationList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listInvitations(instance, query, id, ['pending']);
  },

  // Nothing outside this machine is asked: the domain counts as proved.
  verifyOrganizationDomainOwnership: async ({ params, ...instance }) => {
    const row = await requireDomain(instance.db, params.organizationId, params.domainId);
    return organizationDomainJSON(await organizationDomains.update(instance, row, { verified: true }));
  },

  getInstanceOrganizationDomainList: ({ query, db }) =>
    listDomains(db, query, query.get('organization_id') ?? undefined),
});

type Metadata = Pick<OrganizationRow, 'publicMetadata' | 'privateMetadata'>;

/** The metadata of a body, which replaces what there was. */
function metadataOf(body: RequestBody): Partial<Metadata> {
  const publicMetadata = body.object('public_metadata');
  const privateMetadata = body.object('private_metadata');
  return { ...(publicMetadata && { publicMetadata }), ...(privateMetadata && { privateMetadata }) };
}

function merged(current: Metadata, body: RequestBody): Partial<Metadata> {
  return {
    publicMetadata: mergeMetadata(current.publicMetadata, body.object('public_metadata') ?? {}),
    privateMetadata: mergeMetadata(current.privateMetadata, body.object('private_metadata') ?? {}),
  };
}

async function detailed(instance: Instance, query: URLSearchParams, row: OrganizationRow): Promise<object> {
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

/** The last administrator stays, or nobody could manage the organization. */
async function checkAdminRemains({ db }: Instance, row: MembershipRow): Promise<void> {
  if (row.role !== creatorRole) return;
  if ((await memberships.count(db, { scope: row.scope, where: { role: creatorRole } })) > 1) return;
  throw new ApiError(
    400,
    'organization_minimum_permissions_needed',
    'minimum permissions needed',
    'An organization needs one member who may manage it.',
  );
}

async function listOrganizations(instance: Instance, query: URLSearchParams): Promise<object> {
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

/** Ids in lists may carry a sign. */
const unsigned = (id: string) => id.replace(/^[+-]/, '');

/** Order of members by something of the user. */
const userOrders: Readonly<Record<string, (record: UserRecord) => string | number>> = {
  email_address: ({ emailAddresses }) => emailAddresses[0]?.emailAddress ?? '',
  phone_number: ({ phoneNumbers }) => phoneNumbers[0]?.phoneNumber ?? '',
  first_name: ({ user }) => user.firstName ?? '',
  last_name: ({ user }) => user.lastName ?? '',
  username: ({ user }) => user.username ?? '',
};

async function listMemberships(
  instance: Instance,
  query: URLSearchParams,
  wanted: Wanted<Membership>,
): Promise<object> {
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
  const page = ordered(matching, query, userOf).slice(offset, offset + limit);
  return pageAnswer(await membershipsJSON(instance, page), matching.length);
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

async function listInvitations(
  instance: Instance,
  query: URLSearchParams,
  organizationId: string | undefined,
  status: readonly string[] | undefined,
): Promise<object> {
  const text = query.get('query');
  const orders = { created_at: 'createdAt', email_address: 'emailAddress' } as const;
  const found = await organizationInvitations.list(instance.db, {
    scope: organizationId,
    where: { emailAddress: query.get('email_address')?.toLowerCase() },
    search: text ? { text, fields: ['emailAddress'] } : undefined,
    order: readOrder(query, orders, { by: 'createdAt', descending: true }),
  });
  const wanted = status ? found.filter((row) => status.includes(organizationInvitationStatus(instance, row))) : found;
  const { limit, offset } = readPage(query);
  return pageAnswer(await organizationInvitationsJSON(instance, wanted.slice(offset, offset + limit)), wanted.length);
}

async function listDomains(
  db: Instance['db'],
  query: URLSearchParams,
  organizationId: string | undefined,
): Promise<object> {
  const text = query.get('query');
  const { rows, total } = await organizationDomains.page(db, {
    scope: organizationId,
    where: {
      verified: readFlag(query, 'verified'),
      enrollmentMode: readList(query, 'enrollment_mode'),
      name: readList(query, 'domains'),
    },
    search: text ? { text, fields: ['name'] } : undefined,
    order: readOrder(query, { name: 'name', created_at: 'createdAt' } as const, { by: 'createdAt', descending: true }),
    page: readPage(query),
  });
  return pageAnswer(rows.map(organizationDomainJSON), total);
}

async function requireDomain(db: Instance['db'], organizationId: string, id: string) {
  const row = await organizationDomains.findWhere(db, { ids: [id], scope: organizationId });
  if (row) return row;
  throw new NotFoundError(`The organization has no domain with id ${id}.`);
}

async function showMembership(instance: Instance, row: MembershipRow): Promise<object> {
  const [shown] = await membershipsJSON(instance, [row]);
  if (shown) return shown;
  throw new NotFoundError(`No membership was found with id ${row.id}.`);
}

async function showInvitation(instance: Instance, row: OrganizationInvitationRow): Promise<object> {
  const [shown] = await organizationInvitationsJSON(instance, [row]);
  if (shown) return shown;
  throw new NotFoundError(`No invitation was found with id ${row.id}.`);
}
