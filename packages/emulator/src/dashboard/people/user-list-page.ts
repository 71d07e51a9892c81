import type { UserJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatDay, formatTime } from '../layout/format-time.js';
import { listPart, pageLinks } from '../layout/page-links.js';
import { searchForm } from '../layout/search-form.js';
import { signInAs, userPath } from './user-actions.js';
import { emailAddressOf, userName } from './user-name.js';
import { userPicture } from './user-picture.js';

/** All users, with a search. */
export const userListPage: DashboardPage = {
  path: '/dashboard/users',
  topics: ['data'],
  async show(call) {
    const part = listPart(call);
    const query = call.query('query');
    const { data, totalCount } = await call.run('users.list', { query, ...part });
    return {
      title: 'Users',
      subtitle: 'Everybody who has an account. Search by name, user name, e-mail address, phone number or id.',
      buttons: html`<a class="button primary" href="/dashboard/users/new">Create a user</a>`,
      fixed: searchForm(call, { label: 'Search users', placeholder: 'Search users' }),
      live: dataTable({
        caption: 'Users',
        columns,
        rows: data,
        empty: query
          ? { title: 'Nobody found', text: 'No user matches the search.' }
          : {
              title: 'Nobody yet',
              text: html`<a href="/dashboard/users/new">Create a user</a>, or sign up in your application.`,
            },
        footer: pageLinks(call, part, totalCount),
      }),
    };
  },
  actions: { signIn: signInAs },
};

const columns: readonly Column<UserJSON>[] = [
  {
    title: 'User',
    cell: (user) =>
      html`<div class="cell">
        ${userPicture(user)}
        <span
          ><a href="${userPath(user.id)}">${userName(user)}</a><small>${emailAddressOf(user) ?? user.id}</small></span
        >
      </div>`,
  },
  { title: 'Status', shownOn: 'medium', isTight: true, cell: userStatus },
  { title: 'Last sign-in', shownOn: 'wide', isTight: true, cell: (user) => formatTime(user.last_sign_in_at) },
  { title: 'Created', shownOn: 'wide', isTight: true, cell: (user) => formatDay(user.created_at) },
  {
    title: '',
    label: 'Actions',
    shownOn: 'medium',
    isTight: true,
    isEnd: true,
    cell: (user) =>
      actionButton({
        action: 'signIn',
        text: 'Sign in as',
        label: `Sign in as ${userName(user)}`,
        isSmall: true,
        hidden: { userId: user.id },
      }),
  },
];

/** Whether a user can sign in. */
export function userStatus(user: UserJSON): Html {
  if (user.banned) return badge('banned', 'bad');
  return user.locked ? badge('locked', 'warn') : badge('active', 'good');
}
