import type { SessionJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatTime } from '../layout/format-time.js';

/** The page of a session. */
export const sessionPath = (sessionId: string): string => `/dashboard/sessions/${encodeURIComponent(sessionId)}`;

/** Sessions, with their state; those that are active can be revoked (`revoke` of the page). */
export function sessionTable(list: { readonly sessions: readonly SessionJSON[]; readonly totalCount: number }): Html {
  return dataTable({
    caption: 'Sessions',
    columns,
    rows: list.sessions,
    header: html`<header>
      <h2>Sessions <span class="count">${list.totalCount}</span></h2>
    </header>`,
    empty: { title: 'No session', text: 'The user is not signed in anywhere.' },
  });
}

const columns: readonly Column<SessionJSON>[] = [
  {
    title: 'Session',
    cell: (session) =>
      html`<a href="${sessionPath(session.id)}">${deviceOf(session)}</a><small class="mono">${session.id}</small>`,
  },
  { title: 'Status', isTight: true, cell: sessionStatus },
  { title: 'Last active', shownOn: 'medium', isTight: true, cell: (session) => formatTime(session.last_active_at) },
  { title: 'Expires', shownOn: 'wide', isTight: true, cell: (session) => formatTime(session.expire_at) },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: (session) =>
      isOpen(session)
        ? actionButton({
            action: 'revoke',
            text: 'Revoke',
            label: `Revoke ${session.id}`,
            isSmall: true,
            tone: 'danger',
            hidden: { sessionId: session.id },
          })
        : '',
  },
];

/** Whether a session can still be used. */
export function isOpen({ status }: SessionJSON): boolean {
  return status === 'active' || status === 'pending';
}

/** The state of a session. */
export function sessionStatus({ status }: SessionJSON): Html {
  if (status === 'active') return badge(status, 'good');
  return badge(status, status === 'pending' ? 'warn' : 'plain');
}

/** Where the person signed in. */
export function deviceOf({ latest_activity: activity }: SessionJSON): string {
  const name = [activity?.browser_name, activity?.device_type].filter((part) => part).join(' on ');
  return name || activity?.ip_address || 'Without a browser';
}
