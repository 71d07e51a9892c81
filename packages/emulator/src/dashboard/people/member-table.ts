import type { OrganizationMembershipJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { ControlPage } from '../../controls/table/control-page.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatDay } from '../layout/format-time.js';
import { picture } from '../layout/picture.js';
import { roleForm, type RoleChoice } from './role-form.js';
import { userPath } from './user-actions.js';

/** The members of an organization, with a choice of their role. */
export function memberTable(members: ControlPage<OrganizationMembershipJSON>, roles: readonly RoleChoice[]): Html {
  return dataTable({
    caption: 'Members',
    columns: memberColumns(roles),
    rows: members.data,
    header: html`<header>
      <h2>Members <span class="count">${members.totalCount}</span></h2>
    </header>`,
    empty: { title: 'No member', text: 'Add one below.' },
  });
}

const memberColumns = (roles: readonly RoleChoice[]): readonly Column<OrganizationMembershipJSON>[] => [
  {
    title: 'Member',
    cell: ({ public_user_data: user }) =>
      html`<div class="cell">
        ${picture({ id: user?.user_id ?? '', name: memberName(user), hasImage: user?.has_image ?? false, imageUrl: user?.image_url })}
        <span
          ><a href="${userPath(user?.user_id ?? '')}">${memberName(user)}</a><small>${user?.identifier}</small></span
        >
      </div>`,
  },
  {
    title: 'Role',
    cell: (member) => html`<div class="row">${memberRole(member, roles)} ${removeButton(member)}</div>`,
  },
  { title: 'Since', shownOn: 'wide', isTight: true, cell: (member) => formatDay(member.created_at) },
];

function removeButton({ public_user_data: user }: OrganizationMembershipJSON): Html {
  return actionButton({
    action: 'removeMember',
    text: 'Remove',
    label: `Remove ${memberName(user)}`,
    isSmall: true,
    tone: 'danger',
    hidden: { userId: user?.user_id ?? '' },
  });
}

function memberName(user: OrganizationMembershipJSON['public_user_data']): string {
  const name = [user?.first_name, user?.last_name].filter((part) => part).join(' ');
  return name || (user?.username ?? user?.identifier ?? user?.user_id ?? '');
}

function memberRole(member: OrganizationMembershipJSON, roles: readonly RoleChoice[]): Html {
  const { public_user_data: user } = member;
  return roleForm(member, { roles, label: `Role of ${memberName(user)}`, hidden: { userId: user?.user_id ?? '' } });
}
