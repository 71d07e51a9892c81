import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { memberships, type MembershipRow } from './memberships.js';
import { organizationCollection, type OrganizationRow } from './organization.js';
import { RoleBook } from './role-book.js';

/** The permissions that the emulator itself checks. */
export type SystemPermission =
  | 'org:sys_profile:manage'
  | 'org:sys_profile:delete'
  | 'org:sys_memberships:read'
  | 'org:sys_memberships:manage'
  | 'org:sys_domains:read'
  | 'org:sys_domains:manage'
  | 'org:sys_billing:read'
  | 'org:sys_billing:manage'
  | 'org:sys_api_keys:read'
  | 'org:sys_api_keys:manage';

/** An organization as one of its members uses it. */
export interface OrganizationAccess {
  readonly organization: OrganizationRow;
  readonly membership: MembershipRow;
}

/**
 * The organization with that id, for one of its members.
 * @throws {ApiError} 404 `organization_not_found_or_unauthorized`, the same for an unknown organization and for one of others
 */
export async function requireMember(
  { db }: Pick<Instance, 'db'>,
  organizationId: string,
  userId: string,
): Promise<OrganizationAccess> {
  const [organization, membership] = await Promise.all([
    organizationCollection.find(db, organizationId),
    memberships.findWhere(db, { scope: organizationId, where: { userId } }),
  ]);
  if (organization && membership) return { organization, membership };
  throw organizationNotFound();
}

/** The refusal of an organization that does not exist or that the user is no member of. */
export function organizationNotFound(): ApiError {
  return new ApiError(
    404,
    'organization_not_found_or_unauthorized',
    'not found or unauthorized',
    'The organization was not found, or you may not use it.',
  );
}

/**
 * The organization with that id, for a member whose role has one of the permissions.
 * @throws {ApiError} as {@link requireMember}, and 403 `missing_organization_permission`
 */
export async function requirePermission(
  instance: Pick<Instance, 'db'>,
  organizationId: string,
  userId: string,
  ...permissions: readonly SystemPermission[]
): Promise<OrganizationAccess> {
  const access = await requireMember(instance, organizationId, userId);
  const book = await RoleBook.read(instance.db);
  const keys = book.permissionKeysOf(access.membership.role);
  if (permissions.some((permission) => keys.includes(permission))) return access;
  throw new ApiError(
    403,
    'missing_organization_permission',
    'missing permission',
    'Your role in this organization lacks a permission for this.',
    { permissions },
  );
}
