import type { OrganizationJSON, OrganizationMembershipJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { ControlPage } from '../../controls/table/control-page.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatDay } from '../layout/format-time.js';
import { picture } from '../layout/picture.js';
import { choiceField, textField } from '../layout/text-field.js';
import { organizationPath } from './organization-list-page.js';
import { roleForm, usualRole, type RoleChoice } from './role-form.js';

/** The organizations of a user, with a choice of the role in each. */
export function userMemberships(
  memberships: ControlPage<OrganizationMembershipJSON>,
  roles: readonly RoleChoice[],
): Html {
  return dataTable({
    caption: 'Organizations',
    columns: membershipColumns(roles),
    rows: memberships.data,
    header: html`<header>
      <h2>Organizations <span class="count">${memberships.totalCount}</span></h2>
    </header>`,
    empty: { title: 'No organization', text: 'Add the user to one below.' },
  });
}

const membershipColumns = (roles: readonly RoleChoice[]): readonly Column<OrganizationMembershipJSON>[] => [
  {
    title: 'Organization',
    cell: ({ organization }) =>
      html`<div class="cell">
        ${picture({ id: organization.id, name: organization.name, hasImage: organization.has_image, imageUrl: organization.image_url })}
        <span
          ><a href="${organizationPath(organization.id)}">${organization.name}</a
          ><small>${organization.slug || organization.id}</small></span
        >
      </div>`,
  },
  {
    title: 'Role',
    cell: (membership) => {
      const { id, name } = membership.organization;
      const hidden = { organizationId: id };
      return html`<div class="row">
        ${roleForm(membership, { roles, label: `Role in ${name}`, hidden })}
        ${actionButton({ action: 'removeMember', text: 'Remove', label: `Remove from ${name}`, isSmall: true, tone: 'danger', hidden })}
      </div>`;
    },
  },
  { title: 'Since', shownOn: 'wide', isTight: true, cell: (membership) => formatDay(membership.created_at) },
];

/** The form that adds a user to an organization. @param organizations - those that the field suggests */
export function addMembershipForm(
  call: DashboardCall,
  {
    organizations,
    roles,
  }: { readonly organizations: readonly OrganizationJSON[]; readonly roles: readonly RoleChoice[] },
): Html {
  const kept = (name: string, value = '') => ({
    form: 'addMember',
    name,
    value: call.kept('addMember', name, value),
  });
  return actionForm({
    action: 'addMember',
    submit: 'Add',
    className: 'inline',
    fields: html`${textField({
      ...kept('organizationId'),
      label: 'Organization',
      hint: 'slug or id',
      list: organizations.map(({ id, slug }) => slug || id),
      isRequired: true,
    })}
    ${choiceField({ ...kept('role', usualRole(roles)), label: 'Role', choices: roles })}`,
  });
}
