import { emit } from '../../instance/emit.js';
import type { Instance } from '../../instance/instance.js';
import { readList, readPage } from '../../http/read-page.js';
import { browserMembershipJSON, browserMembershipsJSON } from '../../organizations/browser-membership-json.js';
import { joinBySuggestion } from '../../organizations/join-by-suggestion.js';
import { listMemberships } from '../../organizations/list-memberships.js';
import {
  membershipRequests,
  membershipRequestsJSON,
  requireMembershipRequest,
  type MembershipRequestRow,
} from '../../organizations/membership-requests.js';
import { insertMembership, membershipJSON, requireMembership } from '../../organizations/memberships.js';
import { changeRole, removeMembership } from '../../organizations/remove-membership.js';
import { changeAnswer, listAnswer, readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireOrganizationAccess } from './require-organization-access.js';

/** The members of an organization, and the users who ask to become members. */
export const organizationMemberHandlers = {
  async ListOrganizationMemberships(call) {
    const { instance, query } = call;
    const { organization } = await requireOrganizationAccess(
      call,
      call.params.organization_id,
      'org:sys_memberships:read',
      'org:sys_memberships:manage',
    );
    const { rows, total } = await listMemberships(instance, query, { scope: organization.id });
    const data = await browserMembershipsJSON(instance, rows);
    return query.get('paginated') === 'false' ? readAnswer(data) : listAnswer(data, total);
  },

  async CreateOrganizationMembership(call) {
    const { instance, body } = call;
    const { client, organization } = await requireManager(call);
    const row = await insertMembership(instance, {
      organization,
      userId: body.requiredString('user_id'),
      role: body.requiredString('role'),
    });
    emit(instance, 'organizationMembership.created', await membershipJSON(instance, row));
    return changeAnswer(call, client.id, await browserMembershipJSON(instance, row));
  },

  async UpdateOrganizationMembership(call) {
    const { instance, body, params } = call;
    const { client, organization } = await requireManager(call);
    const role = body.requiredString('role');
    const row = await requireMembership(instance.db, organization.id, params.user_id);
    return changeAnswer(call, client.id, await browserMembershipJSON(instance, await changeRole(instance, row, role)));
  },

  async removeOrganizationMember(call) {
    const { instance, params } = call;
    const { client, organization } = await requireManager(call);
    const row = await requireMembership(instance.db, organization.id, params.user_id);
    const shown = await browserMembershipJSON(instance, row);
    await removeMembership(instance, row);
    return changeAnswer(call, client.id, shown);
  },

  async listOrganizationMembershipRequests(call) {
    const { instance, query } = call;
    const { organization } = await requireManager(call);
    const { rows, total } = await membershipRequests.page(instance.db, {
      scope: organization.id,
      where: { status: readList(query, 'status') },
      page: readPage(query),
    });
    return listAnswer(await membershipRequestsJSON(instance, rows), total);
  },

  async acceptOrganizationMembershipRequest(call) {
    return decide(call, (instance, request) => joinBySuggestion.accept(instance, request));
  },

  async rejectOrganizationMembershipRequest(call) {
    return decide(call, (instance, request) => joinBySuggestion.reject(instance, request));
  },
} satisfies FrontendHandlers;

function requireManager(call: FrontendCall<'organization_id'>) {
  return requireOrganizationAccess(call, call.params.organization_id, 'org:sys_memberships:manage');
}

async function decide(
  call: FrontendCall<'organization_id' | 'request_id'>,
  decision: (instance: Instance, request: MembershipRequestRow) => Promise<MembershipRequestRow>,
): Promise<Response> {
  const { instance, params } = call;
  const { client, organization } = await requireManager(call);
  const request = await requireMembershipRequest(instance.db, organization.id, params.request_id);
  const [shown = {}] = await membershipRequestsJSON(instance, [await decision(instance, request)]);
  return changeAnswer(call, client.id, shown);
}
