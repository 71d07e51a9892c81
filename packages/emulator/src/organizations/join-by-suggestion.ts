import { ApiError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { insertMembership, membershipJSON } from './memberships.js';
import { membershipRequests, requireMembershipRequest, type MembershipRequestRow } from './membership-requests.js';
import { organizationSuggestions, type OrganizationSuggestionRow } from './organization-suggestions.js';
import { requireOrganization } from './organization.js';

/** How a user becomes a member after a suggestion: the user asks, a member who may manage others decides. */
export const joinBySuggestion = {
  /** The user asks. @throws {ApiError} 400 `organization_suggestion_already_accepted` */
  ask(instance: Instance, { id, scope, userId }: OrganizationSuggestionRow): Promise<OrganizationSuggestionRow> {
    return oneAtATime(instance.db, `suggestion ${id}`, async () => {
      const current = await organizationSuggestions.find(instance.db, id);
      if (current?.status !== 'pending') {
        throw new ApiError(
          400,
          'organization_suggestion_already_accepted',
          'suggestion has already been accepted',
          'This organization suggestion has already been accepted.',
        );
      }
      await membershipRequests.insert(instance, { userId, status: 'pending', suggestionId: id }, { scope });
      return organizationSuggestions.update(instance, current, { status: 'accepted' });
    });
  },

  /**
   * Makes the user a member, with the role that domains give.
   * @throws {ApiError} 400 `organization_membership_request_not_pending`, 403 `organization_membership_quota_exceeded`
   */
  async accept(instance: Instance, request: MembershipRequestRow): Promise<MembershipRequestRow> {
    const organization = await requireOrganization(instance.db, request.scope);
    const { organizations } = await instanceSettings(instance);
    const [accepted, membership] = await deciding(instance, request, async (open) => {
      const { userId } = open;
      const role = organizations.domains_default_role;
      const inserted = await insertMembership(instance, { organization, userId, role });
      const suggestion = await organizationSuggestions.find(instance.db, open.suggestionId);
      if (suggestion) await organizationSuggestions.update(instance, suggestion, { status: 'completed' });
      return [await membershipRequests.update(instance, open, { status: 'accepted' }), inserted] as const;
    });
    emit(instance, 'organizationMembership.created', await membershipJSON(instance, membership));
    return accepted;
  },

  /** @throws {ApiError} 400 `organization_membership_request_not_pending` */
  reject(instance: Instance, request: MembershipRequestRow): Promise<MembershipRequestRow> {
    return deciding(instance, request, (open) => membershipRequests.update(instance, open, { status: 'rejected' }));
  },
} as const;

/** A request is decided once. */
function deciding<T>(
  instance: Instance,
  { id, scope }: MembershipRequestRow,
  run: (open: MembershipRequestRow) => Promise<T>,
): Promise<T> {
  return oneAtATime(instance.db, `request ${id}`, async () => {
    const current = await requireMembershipRequest(instance.db, scope, id);
    if (current.status === 'pending') return run(current);
    throw new ApiError(
      400,
      'organization_membership_request_not_pending',
      'not pending',
      'The membership request was accepted or rejected already.',
    );
  });
}
