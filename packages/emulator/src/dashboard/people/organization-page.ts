import type { OrganizationJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage, PageAction } from '../layout/dashboard-page.js';
import { facts } from '../layout/facts.js';
import { changedValues, keptValue, seenValues } from '../layout/seen-values.js';
import { choiceField, longTextField, textField } from '../layout/text-field.js';
import { formatTime } from '../layout/format-time.js';
import { jsonText } from '../layout/json-text.js';
import { invitationTable } from './invitation-table.js';
import { memberTable } from './member-table.js';
import { roleChoices, usualRole, type RoleChoice } from './role-form.js';
import { userPath } from './user-actions.js';

/** How many members and invitations the page of an organization lists. */
const maxListed = 100;

/** An organization: members with their roles, invitations, data. */
export const organizationPage: DashboardPage = {
  path: '/dashboard/organizations/:organizationId',
  topics: ['data'],
  async show(call) {
    const organization = await call.run('organizations.get', { organizationId: organizationIdOf(call) });
    const input = { organizationId: organization.id, limit: maxListed };
    const [members, invitations, roles] = await Promise.all([
      call.run('organizations.members', input),
      call.run('organizations.invitations', input),
      call.run('roles.list'),
    ]);
    const choices = roleChoices(roles.data);
    return {
      title: organization.name,
      subtitle: html`<span class="mono">${organization.id}</span>`,
      back: { href: '/dashboard/organizations', text: 'Organizations' },
      live: html`${memberTable(members, choices)} ${invitationTable(invitations)}
        <section class="card">
          <h2>About</h2>
          ${aboutOrganization(organization)}
        </section>`,
      after: organizationForms(call, organization, choices),
    };
  },
  actions: organizationActions(),
};

const organizationIdOf = (call: DashboardCall) => call.pathPart('organizationId');

function aboutOrganization(organization: OrganizationJSON): Html {
  const { created_by: creator } = organization;
  return facts([
    ['Slug', organization.slug || 'none'],
    ['Members', `${organization.members_count ?? 0} of ${organization.max_allowed_memberships || 'any number'}`],
    ['Created by', creator ? html`<a class="mono" href="${userPath(creator)}">${creator}</a>` : 'nobody'],
    ['Created', formatTime(organization.created_at)],
    ['Changed', formatTime(organization.updated_at)],
  ]);
}

function organizationForms(call: DashboardCall, organization: OrganizationJSON, roles: readonly RoleChoice[]): Html {
  const kept = (form: string, name: string, value = '') => ({ form, name, value: call.kept(form, name, value) });
  const roleField = (form: string) => {
    const place = kept(form, 'role', usualRole(roles));
    return choiceField({ ...place, label: 'Role', choices: roles });
  };
  return html`<div class="cols">
      <section class="card">
        <h2>Add a member</h2>
        ${actionForm({
          action: 'addMember',
          submit: 'Add',
          className: 'inline',
          fields: html`${textField({ ...kept('addMember', 'userId'), label: 'User', placeholder: 'ada@example.com', isRequired: true })}
          ${roleField('addMember')}`,
        })}
      </section>
      <section class="card">
        <h2>Invite somebody</h2>
        ${actionForm({
          action: 'invite',
          submit: 'Invite',
          className: 'inline',
          fields: html`${textField({ ...kept('invite', 'emailAddress'), label: 'Email address', type: 'email', isRequired: true })}
          ${roleField('invite')}`,
        })}
      </section>
    </div>
    <section class="card">
      <h2>Edit</h2>
      ${actionForm({ action: 'edit', submit: 'Save', hidden: seenValues(organizationValues(organization)), fields: editFields(call, organization) })}
    </section>
    <details class="card">
      <summary>Delete this organization</summary>
      <div class="inside">
        <p class="muted">Memberships, invitations and keys of the organization are deleted, too.</p>
        ${actionButton({ action: 'delete', text: 'Delete the organization', tone: 'danger' })}
      </div>
    </details>`;
}

function editFields(call: DashboardCall, organization: OrganizationJSON): Html {
  const values = organizationValues(organization);
  const kept = (name: keyof typeof values) => ({
    form: 'edit',
    name,
    value: keptValue(call, 'edit', name, values[name]),
  });
  return html`${textField({ ...kept('name'), label: 'Name', isRequired: true })}
  ${textField({ ...kept('slug'), label: 'Slug' })}
  ${longTextField({ ...kept('publicMetadata'), label: 'Public metadata', hint: 'JSON', isWhole: true })}
  ${longTextField({ ...kept('privateMetadata'), label: 'Private metadata', hint: 'JSON', isWhole: true })}`;
}

/** What the form of an organization shows. */
function organizationValues(organization: OrganizationJSON) {
  return {
    name: organization.name,
    slug: organization.slug,
    publicMetadata: jsonText(organization.public_metadata ?? {}),
    privateMetadata: jsonText(organization.private_metadata ?? {}),
  };
}

function organizationActions(): Readonly<Record<string, PageAction>> {
  return {
    async edit(call) {
      const organizationId = organizationIdOf(call);
      const shown = organizationValues(await call.run('organizations.get', { organizationId }));
      // The control takes an empty text as if it were left out.
      await call.run('organizations.edit', { organizationId, ...changedValues(call, shown) });
      return { note: 'The organization was saved.' };
    },
    async addMember(call) {
      const [userId, role] = [call.sent('userId')?.trim(), call.sent('role')];
      await call.run('organizations.addMember', { organizationId: organizationIdOf(call), userId, role });
      return { note: 'The member was added.' };
    },
    async changeRole(call) {
      const [userId, role] = [call.sent('userId'), call.sent('role')];
      await call.run('organizations.changeRole', { organizationId: organizationIdOf(call), userId, role });
      return { note: 'The role was changed.' };
    },
    async removeMember(call) {
      const userId = call.sent('userId');
      await call.run('organizations.removeMember', { organizationId: organizationIdOf(call), userId });
      return { note: 'The member was removed.' };
    },
    async invite(call) {
      const [emailAddress, role] = [call.sent('emailAddress')?.trim(), call.sent('role')];
      await call.run('organizations.invite', { organizationId: organizationIdOf(call), emailAddress, role });
      return { note: 'The invitation was sent. Its mail is in the inbox.' };
    },
    async revokeInvitation(call) {
      const invitationId = call.sent('invitationId');
      await call.run('organizations.revokeInvitation', { organizationId: organizationIdOf(call), invitationId });
      return { note: 'The invitation was revoked.' };
    },
    async delete(call) {
      await call.run('organizations.delete', { organizationId: organizationIdOf(call) });
      return { to: '/dashboard/organizations', note: 'The organization was deleted.' };
    },
  };
}
