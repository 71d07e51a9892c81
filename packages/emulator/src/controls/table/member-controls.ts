import type { OrganizationInvitationJSON, OrganizationJSON, OrganizationMembershipJSON } from '@acme/backend/wire';
import type { ControlContext } from '../control-context.js';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import { controlPage, pageFields, type ControlPage } from './control-page.js';

const organizationId = fields.required(fields.text('Id or slug of the organization'));
const userId = fields.required(fields.text('Id, e-mail address, phone number or user name of the user'));
const role = fields.text('Key of the role, org:member if left out');

interface WirePage<Item> {
  readonly data: readonly Item[];
  readonly total_count: number;
}

/** The path of an organization; its memberships know it by id only. */
async function pathOf(context: ControlContext, idOrSlug: string): Promise<string> {
  const { id } = await context.backend<OrganizationJSON>(`GET /v1/organizations/${encodeURIComponent(idOrSlug)}`);
  return `/v1/organizations/${id}`;
}

/** Controls of memberships and invitations. */
export const memberControls = {
  'users.memberships': control({
    summary: 'Lists the organizations of a user with the roles there.',
    fields: { userId, ...pageFields },
    changes: false,
    async run(context, input): Promise<ControlPage<OrganizationMembershipJSON>> {
      const { limit = 20, offset = 0 } = input;
      const path = `/v1/users/${encodeURIComponent(await context.userId(input.userId))}/organization_memberships`;
      const found = await context.backend<WirePage<OrganizationMembershipJSON>>(`GET ${path}`, {
        query: { limit, offset },
      });
      return controlPage(found.data, found.total_count);
    },
  }),
  'organizations.members': control({
    summary: 'Lists the members of an organization with their roles.',
    fields: { organizationId, query: fields.text('Text that occurs in a name, address or id'), ...pageFields },
    changes: false,
    async run(context, input): Promise<ControlPage<OrganizationMembershipJSON>> {
      const { query, limit = 20, offset = 0 } = input;
      const path = await pathOf(context, input.organizationId);
      const found = await context.backend<WirePage<OrganizationMembershipJSON>>(`GET ${path}/memberships`, {
        query: { query, limit, offset },
      });
      return controlPage(found.data, found.total_count);
    },
  }),
  'organizations.addMember': control({
    summary: 'Adds a user to an organization.',
    fields: { organizationId, userId, role },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<OrganizationMembershipJSON> =>
      context.backend(`POST ${await pathOf(context, input.organizationId)}/memberships`, {
        body: { user_id: await context.userId(input.userId), role: input.role ?? 'org:member' },
      }),
  }),
  'organizations.changeRole': control({
    summary: 'Gives a member another role.',
    fields: { organizationId, userId, role: fields.required(fields.text('Key of the role, such as org:admin')) },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<OrganizationMembershipJSON> =>
      context.backend(
        `PATCH ${await pathOf(context, input.organizationId)}/memberships/${await context.userId(input.userId)}`,
        { body: { role: input.role } },
      ),
  }),
  'organizations.removeMember': control({
    summary: 'Removes a user from an organization.',
    fields: { organizationId, userId },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<OrganizationMembershipJSON> =>
      context.backend(
        `DELETE ${await pathOf(context, input.organizationId)}/memberships/${await context.userId(input.userId)}`,
      ),
  }),
  'organizations.invitations': control({
    summary: 'Lists the invitations of an organization.',
    fields: {
      organizationId,
      status: fields.choice('Only those of this status', ['pending', 'accepted', 'revoked', 'expired']),
      ...pageFields,
    },
    changes: false,
    async run(context, input): Promise<ControlPage<OrganizationInvitationJSON>> {
      const { status, limit = 20, offset = 0 } = input;
      const path = await pathOf(context, input.organizationId);
      const found = await context.backend<WirePage<OrganizationInvitationJSON>>(`GET ${path}/invitations`, {
        query: { status, limit, offset },
      });
      return controlPage(found.data, found.total_count);
    },
  }),
  'organizations.invite': control({
    summary: 'Invites an e-mail address to an organization; the message is in the inbox.',
    fields: { organizationId, emailAddress: fields.required(fields.text('E-mail address')), role },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<OrganizationInvitationJSON> =>
      context.backend(`POST ${await pathOf(context, input.organizationId)}/invitations`, {
        body: { email_address: input.emailAddress, role: input.role ?? 'org:member' },
      }),
  }),
  'organizations.revokeInvitation': control({
    summary: 'Takes an invitation back.',
    fields: { organizationId, invitationId: fields.required(fields.text('Id of the invitation')) },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<OrganizationInvitationJSON> =>
      context.backend(
        `POST ${await pathOf(context, input.organizationId)}/invitations/${encodeURIComponent(input.invitationId)}/revoke`,
      ),
  }),
};
