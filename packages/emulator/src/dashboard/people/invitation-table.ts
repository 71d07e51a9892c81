import type { OrganizationInvitationJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { ControlPage } from '../../controls/table/control-page.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatDay } from '../layout/format-time.js';

/** The invitations of an organization. */
export function invitationTable(invitations: ControlPage<OrganizationInvitationJSON>): Html {
  return dataTable({
    caption: 'Invitations',
    columns: invitationColumns,
    rows: invitations.data,
    header: html`<header>
      <h2>Invitations <span class="count">${invitations.totalCount}</span></h2>
    </header>`,
    empty: { title: 'No invitation', text: 'Invite somebody below. The mail arrives in the inbox.' },
  });
}

const invitationColumns: readonly Column<OrganizationInvitationJSON>[] = [
  { title: 'Address', cell: (invitation) => invitation.email_address },
  { title: 'Role', shownOn: 'medium', isTight: true, cell: (invitation) => invitation.role_name },
  {
    title: 'Status',
    isTight: true,
    cell: ({ status = 'pending' }) =>
      badge(status, status === 'pending' ? 'accent' : status === 'accepted' ? 'good' : 'plain'),
  },
  { title: 'Sent', shownOn: 'wide', isTight: true, cell: (invitation) => formatDay(invitation.created_at) },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: ({ id, status = 'pending', email_address: address }) =>
      status === 'pending'
        ? actionButton({
            action: 'revokeInvitation',
            text: 'Revoke',
            label: `Revoke the invitation of ${address}`,
            isSmall: true,
            tone: 'danger',
            hidden: { invitationId: id },
          })
        : '',
  },
];
