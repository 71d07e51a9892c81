import { readList } from '../../http/read-page.js';
import { ParameterError } from '../../errors/api-error.js';
import {
  checkNotThere,
  insertOrganizationInvitation,
  requireOrganizationInvitation,
} from '../../organizations/insert-organization-invitation.js';
import { revokeOrganizationInvitation } from '../../organizations/accept-organization-invitation.js';
import { browserInvitationJSON, browserInvitationsJSON } from '../../organizations/browser-invitation-json.js';
import { listOrganizationInvitations } from '../../organizations/list-organization-invitations.js';
import { requireRoleByKey } from '../../organizations/role.js';
import { checkEmailAddress } from '../../users/check-email-address.js';
import { changeAnswer, listAnswer, readAnswer, type FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireOrganizationAccess } from './require-organization-access.js';

/** Invitations to an organization, for members who may manage others. */
export const organizationInvitationHandlers = {
  async createOrganizationInvitations(call) {
    const { instance, body } = call;
    const { client, organization, record } = await requireManager(call);
    const row = await insertOrganizationInvitation(instance, organization, {
      emailAddress: body.requiredString('email_address'),
      role: body.requiredString('role'),
      notify: body.boolean('notify'),
      inviterId: record.user.id,
    });
    return changeAnswer(call, client.id, await browserInvitationJSON(instance, row));
  },

  /** All addresses are checked before the first is invited. */
  async bulkCreateOrganizationInvitations(call) {
    const { instance, body } = call;
    const { client, organization, record } = await requireManager(call);
    const addresses = [...new Set(body.strings('email_address')?.map(checkEmailAddress))];
    if (addresses.length === 0) {
      throw new ParameterError('form_param_missing', 'is missing', 'email_address', 'email_address must be included.');
    }
    const { key: role } = await requireRoleByKey(instance.db, body.requiredString('role'));
    for (const address of addresses) await checkNotThere(instance, organization, address);
    const rows = [];
    for (const emailAddress of addresses) {
      const wanted = { emailAddress, role, notify: body.boolean('notify'), inviterId: record.user.id };
      rows.push(await insertOrganizationInvitation(instance, organization, wanted));
    }
    return changeAnswer(call, client.id, await browserInvitationsJSON(instance, rows));
  },

  async getOrganizationInvitations(call) {
    const { instance, query } = call;
    const { organization } = await requireManager(call);
    const wanted = { scope: organization.id, status: readList(query, 'status') };
    const { rows, total } = await listOrganizationInvitations(instance, query, wanted);
    return listAnswer(await browserInvitationsJSON(instance, rows), total);
  },

  /** A list without a count. */
  async getAllPendingOrganizationInvitations(call) {
    const { instance, query } = call;
    const { organization } = await requireManager(call);
    const wanted = { scope: organization.id, status: ['pending'] };
    const { rows } = await listOrganizationInvitations(instance, query, wanted);
    return readAnswer(await browserInvitationsJSON(instance, rows));
  },

  async revokePendingOrganizationInvitation(call) {
    const { instance, params } = call;
    const { client, organization } = await requireManager(call);
    const row = await requireOrganizationInvitation(instance.db, organization.id, params.invitation_id);
    const revoked = await revokeOrganizationInvitation(instance, row);
    return changeAnswer(call, client.id, await browserInvitationJSON(instance, revoked));
  },
} satisfies FrontendHandlers;

function requireManager(call: FrontendCall<'organization_id'>) {
  return requireOrganizationAccess(call, call.params.organization_id, 'org:sys_memberships:manage');
}
