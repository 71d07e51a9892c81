import type { OrganizationMembershipJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { publicUserData } from '../users/public-user-data.js';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import type { JsonObject } from '../store/json-object.js';
import { findUser, findUsers, type UserRecord } from '../users/user-record.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { organizationCollection, organizationJSON, type OrganizationRow } from './organization.js';
import { requireRoleByKey } from './role.js';
import { RoleBook } from './role-book.js';

/** Makes a user a member of an organization. Scope: the organization. */
export interface Membership {
  readonly userId: string;
  /** Key of the role. */
  readonly role: string;
  readonly publicMetadata: JsonObject;
  readonly privateMetadata: JsonObject;
}

export type MembershipRow = Row<Membership>;

export const memberships = new Collection<Membership>('organization_membership', {
  idPrefix: 'orgmem',
  uniqueBy: ({ userId }, organizationId) => `${organizationId} ${userId}`,
  taken: () =>
    new ApiError(400, 'already_a_member_in_organization', 'already a member', 'The user is a member already.'),
});

/** What a new membership is made of. */
export interface NewMembership {
  readonly id?: string | undefined;
  readonly organization: OrganizationRow;
  readonly userId: string;
  readonly role: string;
  readonly publicMetadata?: JsonObject | undefined;
  readonly privateMetadata?: JsonObject | undefined;
}

/**
 * Makes a user a member.
 * @throws {NotFoundError} if there is no such user or role
 * @throws {ApiError} 400 `already_a_member_in_organization`, 403 `organization_membership_quota_exceeded`
 */
export async function insertMembership(instance: Instance, wanted: NewMembership): Promise<MembershipRow> {
  const { organization, userId } = wanted;
  if (!(await findUser(instance.db, userId))) throw new NotFoundError(`No user was found with id ${userId}.`);
  const { key: role } = await requireRoleByKey(instance.db, wanted.role);
  const { publicMetadata = {}, privateMetadata = {} } = wanted;
  return changingMembers(instance, organization.id, async () => {
    await checkQuota(instance, organization);
    return memberships.insert(
      instance,
      { userId, role, publicMetadata, privateMetadata },
      { scope: organization.id, ...(wanted.id !== undefined && { id: wanted.id }) },
    );
  });
}

/** Runs changes of the members of an organization one after another, because limits count them. */
export function changingMembers<T>({ db }: Instance, organizationId: string, run: () => Promise<T>): Promise<T> {
  return oneAtATime(db, `members of ${organizationId}`, run);
}

async function checkQuota({ db }: Instance, { id, maxAllowedMemberships: limit }: OrganizationRow): Promise<void> {
  if (limit === 0 || (await memberships.count(db, { scope: id })) < limit) return;
  throw new ApiError(
    403,
    'organization_membership_quota_exceeded',
    'organization membership quota exceeded',
    `The organization may have ${limit} members.`,
  );
}

/** @throws {NotFoundError} */
export async function requireMembership(db: Database, organizationId: string, userId: string): Promise<MembershipRow> {
  const row = await memberships.findWhere(db, { scope: organizationId, where: { userId } });
  if (row) return row;
  throw new NotFoundError(`The user ${userId} is no member of the organization ${organizationId}.`);
}

/** Memberships as the Backend API shows them; one query for each kind of thing they refer to. */
export async function membershipsJSON(
  instance: Instance,
  rows: readonly MembershipRow[],
): Promise<readonly OrganizationMembershipJSON[]> {
  const [book, organizations, users] = await Promise.all([
    RoleBook.read(instance.db),
    organizationCollection.list(instance.db, { ids: rows.map(({ scope }) => scope) }),
    findUsers(
      instance.db,
      rows.map(({ userId }) => userId),
    ),
  ]);
  const organizationOf = new Map(organizations.map((organization) => [organization.id, organization]));
  const userOf = new Map(users.map((record) => [record.user.id, record]));
  return rows.flatMap((row) => {
    const organization = organizationOf.get(row.scope);
    const user = userOf.get(row.userId);
    return organization && user ? [rowJSON(instance, row, organization, user, book)] : [];
  });
}

/** One membership as the Backend API shows it. @throws {NotFoundError} if its user or organization was just deleted */
export async function membershipJSON(instance: Instance, row: MembershipRow): Promise<OrganizationMembershipJSON> {
  const [shown] = await membershipsJSON(instance, [row]);
  if (shown) return shown;
  throw new NotFoundError(`No membership was found with id ${row.id}.`);
}

function rowJSON(
  instance: Instance,
  row: MembershipRow,
  organization: OrganizationRow,
  record: UserRecord,
  book: RoleBook,
): OrganizationMembershipJSON {
  return {
    object: 'organization_membership',
    id: row.id,
    role: row.role,
    role_name: book.nameOf(row.role),
    permissions: book.permissionKeysOf(row.role),
    public_metadata: row.publicMetadata,
    private_metadata: row.privateMetadata,
    organization: organizationJSON(instance, organization),
    public_user_data: publicUserData(instance, record),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
