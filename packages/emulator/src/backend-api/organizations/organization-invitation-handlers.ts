import { requireOrganization } from '../../organizations/organization.js';
import { readList, readOrder, readPage } from '../../http/read-page.js';
import { emitAndReturn } from '../../instance/emit.js';
import {
  insertOrganizationInvitation,
  requireOrganizationInvitation,
} from '../../organizations/insert-organization-invitation.js';
import { pageAnswer } from '../../http/page-answer.js';
import {
  organizationInvitationsJSON,
  organizationInvitations,
  organizationInvitationStatus,
  type OrganizationInvitationRow,
} from '../../organizations/organization-invitations.js';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
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

async function showInvitation(instance: Instance, row: OrganizationInvitationRow): Promise<object> {
  const [shown] = await organizationInvitationsJSON(instance, [row]);
  if (shown) return shown;
  throw new NotFoundError(`No invitation was found with id ${row.id}.`);
}
