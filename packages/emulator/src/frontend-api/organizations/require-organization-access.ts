import { checkOrganizationsEnabled } from '../../organizations/check-organizations-enabled.js';
import {
  requireMember,
  requirePermission,
  type OrganizationAccess,
  type SystemPermission,
} from '../../organizations/require-permission.js';
import type { FrontendCall } from '../frontend-call.js';
import { requireSignedIn, type SignedInCaller } from '../require-signed-in.js';

/**
 * The person who makes a call, as a member of an organization.
 * @param permissions - the member's role must have one of them. None: every member may
 * @throws {ApiError} 401 `signed_out`, 403 `organization_not_enabled_in_instance`, `missing_organization_permission`,
 * 404 `organization_not_found_or_unauthorized`
 */
export async function requireOrganizationAccess(
  call: FrontendCall,
  organizationId: string,
  ...permissions: readonly SystemPermission[]
): Promise<SignedInCaller & OrganizationAccess> {
  const caller = await requireSignedIn(call);
  await checkOrganizationsEnabled(call.instance);
  const userId = caller.record.user.id;
  const access =
    permissions.length === 0
      ? await requireMember(call.instance, organizationId, userId)
      : await requirePermission(call.instance, organizationId, userId, ...permissions);
  return { ...caller, ...access };
}
