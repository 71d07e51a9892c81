import { ApiError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { deactivateOrganization } from './deactivate-organization.js';
import { changingMembers, memberships, membershipJSON, requireMembership, type MembershipRow } from './memberships.js';
import { RoleBook } from './role-book.js';
import { requireRoleByKey } from './role.js';

/**
 * Gives a member another role.
 * @throws {NotFoundError} if there is no such role
 * @throws {ApiError} 400 `organization_minimum_permissions_needed`
 */
export async function changeRole(instance: Instance, row: MembershipRow, roleKey: string): Promise<MembershipRow> {
  const { key: role } = await requireRoleByKey(instance.db, roleKey);
  const changed = await changingMembers(instance, row.scope, async () => {
    const current = await requireMembership(instance.db, row.scope, row.userId);
    if (role !== current.role) await checkManagerRemains(instance, current, role);
    return memberships.update(instance, current, { role });
  });
  emit(instance, 'organizationMembership.updated', await membershipJSON(instance, changed));
  return changed;
}

/**
 * Removes a member. The organization is no longer active in the member's sessions.
 * @returns the membership as it was, in wire form
 * @throws {ApiError} 400 `organization_minimum_permissions_needed`
 */
export async function removeMembership(instance: Instance, row: MembershipRow): Promise<object> {
  const shown = await membershipJSON(instance, row);
  await changingMembers(instance, row.scope, async () => {
    await checkManagerRemains(instance, await requireMembership(instance.db, row.scope, row.userId));
    await memberships.delete(instance.db, row.id);
  });
  await deactivateOrganization(instance, row.scope, row.userId);
  emit(instance, 'organizationMembership.deleted', shown);
  return shown;
}

/** Refuses to leave an organization without a member who may manage it. */
async function checkManagerRemains({ db }: Instance, row: MembershipRow, nextRole?: string): Promise<void> {
  const book = await RoleBook.read(db);
  if (!book.mayManage(row.role) || (nextRole !== undefined && book.mayManage(nextRole))) return;
  const members = await memberships.list(db, { scope: row.scope });
  if (members.some((member) => member.id !== row.id && book.mayManage(member.role))) return;
  throw new ApiError(
    400,
    'organization_minimum_permissions_needed',
    'minimum permissions needed',
    'An organization needs one member who may manage it.',
  );
}
