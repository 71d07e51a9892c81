import { requireOrganization } from '../../organizations/organization.js';
import { readList } from '../../http/read-page.js';
import { listOrganizationInvitations } from '../../organizations/list-organization-invitations.js';
import {
  insertOrganizationInvitation,
  requireOrganizationInvitation,
  type NewOrganizationInvitation,
} from '../../organizations/insert-organization-invitation.js';
import { pageAnswer } from '../../http/page-answer.js';
import {
  organizationInvitationsJSON,
  organizationInvitationJSON,
} from '../../organizations/organization-invitations.js';
import type { RequestBody } from '../../http/request-body.js';
import { revokeOrganizationInvitation } from '../../organizations/accept-organization-invitation.js';
import type { Handlers } from '../backend-route.js';
import type { organizations as organizationsEndpoints } from '@acme/backend/endpoints';
import type { Instance } from '../../instance/instance.js';

export const organizationInvitationHandlers = {
  getOrganizationInvitationList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listInvitations(instance, query, id, readList(query, 'status'));
  },

  createOrganizationInvitation: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const row = await insertOrganizationInvitation(instance, organization, readInvitation(body));
    return organizationInvitationJSON(instance, row);
  },

  createOrganizationInvitationBulk: async ({ params, body, ...instance }) => {
    const organization = await requireOrganization(instance.db, params.organizationId);
    const rows = [];
    for (const item of body.list())
      rows.push(await insertOrganizationInvitation(instance, organization, readInvitation(item)));
    return pageAnswer(await organizationInvitationsJSON(instance, rows), rows.length);
  },

  getOrganizationInvitation: async ({ params, ...instance }) =>
    organizationInvitationJSON(
      instance,
      await requireOrganizationInvitation(instance.db, params.organizationId, params.invitationId),
    ),

  revokeOrganizationInvitation: async ({ params, ...instance }) => {
    const row = await requireOrganizationInvitation(instance.db, params.organizationId, params.invitationId);
    return organizationInvitationJSON(instance, await revokeOrganizationInvitation(instance, row));
  },

  getInstanceOrganizationInvitationList: ({ query, ...instance }) =>
    listInvitations(instance, query, undefined, readList(query, 'status')),

  getPendingOrganizationInvitationList: async ({ params, query, ...instance }) => {
    const { id } = await requireOrganization(instance.db, params.organizationId);
    return listInvitations(instance, query, id, ['pending']);
  },
} satisfies Partial<Handlers<typeof organizationsEndpoints>>;

async function listInvitations(
  instance: Instance,
  query: URLSearchParams,
  organizationId: string | undefined,
  status: readonly string[] | undefined,
): Promise<object> {
  const { rows, total } = await listOrganizationInvitations(instance, query, { scope: organizationId, status });
  return pageAnswer(await organizationInvitationsJSON(instance, rows), total);
}

function readInvitation(body: RequestBody): NewOrganizationInvitation {
  return {
    emailAddress: body.requiredString('email_address'),
    role: body.requiredString('role'),
    publicMetadata: body.object('public_metadata'),
    privateMetadata: body.object('private_metadata'),
    inviterId: body.string('inviter_user_id'),
    redirectUrl: body.string('redirect_url'),
    expiresInDays: body.integer('expires_in_days'),
    notify: body.boolean('notify'),
  };
}
