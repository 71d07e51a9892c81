import type { UserJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { LoggedRequest } from '../../controls/request-log.js';
import { formatEnvironment } from '../../instance/app-connection.js';
import type { DemoUser } from '../../instance/instance.js';
import type { Html } from '../../pages/render-page.js';
import { signInAs, userPath } from '../people/user-actions.js';
import { emailAddressOf, userName } from '../people/user-name.js';
import { userPicture } from '../people/user-picture.js';
import { actionButton } from '../layout/action-form.js';
import { statusBadge } from '../layout/badge.js';
import { copyable } from '../layout/copyable.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatTimeOfDay } from '../layout/format-time.js';
import { tickingTime } from '../layout/ticking-time.js';
import { clockState } from './clock-page.js';
import { shownEnvironment } from './connection-page.js';

const shownUsers = 8;
const shownRequests = 8;

/** How to connect an application, who can sign in, and what happens. */
export const overviewPage: DashboardPage = {
  path: '/',
  topics: ['data', 'requests', 'inbox', 'webhooks', 'clock', 'faults'],
  async show(call) {
    const [env, users, requests] = await Promise.all([
      shownEnvironment(call),
      call.run('users.list', { limit: shownUsers }),
      call.run('requests.list', { limit: shownRequests }),
    ]);
    return {
      title: 'Overview',
      subtitle: html`Clerk-compatible sign-in on your own machine, listening at
        <code>${call.controls.instance.url}</code>`,
      buttons: html`<a class="button secondary" href="/sign-up">Sign up</a>
        <a class="button primary" href="/sign-in">Sign in</a>`,
      live: html`${await tiles(call, users.totalCount, requests.totalCount)} ${connectionCard(env)}
        <div class="cols">${userTable(call, users)} ${requestTable(requests.data)}</div>`,
      after: nextSteps,
    };
  },
  actions: { signIn: signInAs },
};

function connectionCard(env: Readonly<Record<string, string>>): Html {
  return html`<section class="card">
    <header>
      <h2>Connect your application</h2>
      <a href="/dashboard/connection">For your framework</a>
    </header>
    <p class="muted">Put these lines into its .env and start it. They stay the same for this port.</p>
    ${copyable('the variables', formatEnvironment(env, 'dotenv'), 'lines')}
    <p class="muted">Or let the emulator set them: <code>npx @acme/emulator exec -- npm run dev</code></p>
  </section>`;
}

async function tiles(call: DashboardCall, users: number, requests: number): Promise<Html> {
  const [organizations, messages, events, faults, clock] = await Promise.all([
    call.run('organizations.list', { limit: 1 }),
    call.run('inbox.list', { limit: 1 }),
    call.run('webhooks.messages', { limit: 1 }),
    call.run('faults.list'),
    call.run('clock.get'),
  ]);
  const tile = (href: string, count: number, text: string) =>
    html`<a class="tile" href="${href}"><strong>${count.toLocaleString('en')}</strong><span>${text}</span></a>`;
  return html`<div class="tiles">
    ${tile('/dashboard/users', users, 'users')}
    ${tile('/dashboard/organizations', organizations.totalCount, 'organizations')}
    ${tile('/dashboard/requests', requests, 'requests')} ${tile('/dashboard/inbox', messages.totalCount, 'messages')}
    ${tile('/dashboard/webhooks', events.totalCount, 'events')}
    ${tile('/dashboard/faults', faults.totalCount, faults.totalCount === 1 ? 'fault' : 'faults')}
    <a class="tile clock" href="/dashboard/clock"
      ><strong>${tickingTime(clock, 'timeOfDay')}</strong><span>clock ${clockState(clock)}</span></a
    >
  </div>`;
}

function userTable(
  call: DashboardCall,
  users: { readonly data: readonly UserJSON[]; readonly totalCount: number },
): Html {
  return dataTable({
    caption: 'Users',
    columns: userColumns(call.controls.instance.demoUsers()),
    rows: users.data,
    header: html`<header>
      <h2>Users <span class="count">${users.totalCount.toLocaleString('en')}</span></h2>
      <a href="/dashboard/users">All users</a>
    </header>`,
    empty: { title: 'Nobody yet', text: html`<a href="/dashboard/users/new">Create a user</a>` },
  });
}

const userColumns = (seeded: readonly DemoUser[]): readonly Column<UserJSON>[] => [
  {
    title: 'User',
    cell: (user) => {
      const password = seeded.find(({ id }) => id === user.id)?.password;
      return html`<div class="cell">
        ${userPicture(user)}
        <span>
          <a href="${userPath(user.id)}">${userName(user)}</a>
          <small>
            ${emailAddressOf(user) ?? user.username}
            ${password ? html`<code class="secret" title="Password">${password}</code>` : ''}
          </small>
        </span>
      </div>`;
    },
  },
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

function requestTable(requests: readonly LoggedRequest[]): Html {
  return dataTable({
    caption: 'Last requests',
    columns: requestColumns,
    rows: requests,
    header: html`<header>
      <h2>Last requests</h2>
      <a href="/dashboard/requests">All requests</a>
    </header>`,
    empty: { title: 'No request yet', text: 'Start an application with the variables above.' },
  });
}

const requestColumns: readonly Column<LoggedRequest>[] = [
  { title: 'Status', isTight: true, cell: ({ status }) => statusBadge(status) },
  {
    title: 'Request',
    cell: ({ id, method, path }) =>
      html`<a class="mono" href="/dashboard/requests/${encodeURIComponent(id)}"
        ><span class="method">${method}</span> ${path}</a
      >`,
  },
  { title: 'Time', shownOn: 'medium', isTight: true, isEnd: true, cell: ({ at }) => formatTimeOfDay(at) },
];

const nextSteps = html`<section class="card next">
  <h2>What to do next</h2>
  <ol>
    <li>Start your application with the variables above and open a page that needs sign-in.</li>
    <li>Pick a user on the sign-in page. One click is enough.</li>
    <li>In tests, call <code>createEmulator()</code> and <code>emulator.signIn('ada@example.com')</code>.</li>
  </ol>
</section>`;
