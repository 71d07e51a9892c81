import { html } from 'hono/html';
import type { ControlOutput } from '../../controls/control-table.js';
import type { LoggedRequest } from '../../controls/request-log.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton } from '../layout/action-form.js';
import { badge, statusBadge } from '../layout/badge.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage, PageContent } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatTimeOfDay } from '../layout/format-time.js';
import { listPart, pageLinks } from '../layout/page-links.js';
import { renderSplit } from '../layout/render-split.js';
import { searchForm } from '../layout/search-form.js';
import { requestPane } from './request-pane.js';

const listPath = '/dashboard/requests';
const statuses = [
  { value: '', text: 'Every status' },
  { value: '2', text: '2xx' },
  { value: '3', text: '3xx' },
  { value: '4', text: '4xx' },
  { value: '5', text: '5xx' },
  { value: '404', text: '404 not found' },
  { value: '501', text: '501 not emulated' },
];
const methods = [
  { value: '', text: 'Every method' },
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].map((value) => ({ value, text: value })),
];

const actions: DashboardPage['actions'] = {
  async clear(call) {
    await call.run('requests.clear');
    return { to: listPath, note: 'The request log is empty.' };
  },
};

/** What applications and browsers asked of the emulator, as it comes in. */
const requestListPage: DashboardPage = {
  path: listPath,
  topics: ['requests'],
  show: (call) => showRequests(call, undefined),
  actions,
};

/** The same with one request opened. */
const requestPage: DashboardPage = {
  path: `${listPath}/:requestId`,
  topics: ['requests'],
  async show(call) {
    return showRequests(call, await call.run('requests.get', { requestId: call.pathPart('requestId') }));
  },
  actions,
};

/** The pages of the request log. */
export const requestPages: readonly DashboardPage[] = [requestListPage, requestPage];

async function showRequests(
  call: DashboardCall,
  open: ControlOutput<'requests.get'> | undefined,
): Promise<PageContent> {
  const part = listPart(call, 50);
  const [path, method, status] = ['path', 'method', 'status'].map((name) => call.query(name));
  const { data, totalCount } = await call.run('requests.list', { path, method, status, ...part });
  const list = dataTable({
    caption: 'Requests',
    columns: columnsOf(call),
    rows: data,
    rowClass: ({ status: code, problem }) => {
      if (problem || code === 404 || code === 501) return 'is-odd';
      return code >= 400 ? 'is-bad' : '';
    },
    isOpen: ({ id }) => id === open?.id,
    empty: {
      title: 'No request',
      text: 'Start an application with the variables of the emulator. Its requests appear here.',
    },
    footer: pageLinks(call, part, totalCount),
  });
  return {
    title: open ? `${open.method} ${open.path}` : 'Requests',
    subtitle: open
      ? undefined
      : 'The last 1000 requests, with what answered and why. Secrets, tokens and codes are not kept.',
    back: open ? { href: `${listPath}${searchOf(call)}`, text: 'Requests' } : undefined,
    buttons: actionButton({ action: 'clear', text: 'Clear the log' }),
    fixed: open ? undefined : filters(call),
    live: renderSplit(list, open && requestPane(open)),
  };
}

function filters(call: DashboardCall): Html {
  return searchForm(call, {
    name: 'path',
    label: 'Part of the path',
    placeholder: 'Part of the path, such as /v1/users',
    filters: [
      { name: 'method', label: 'Method', choices: methods },
      { name: 'status', label: 'Status', choices: statuses },
    ],
  });
}

/** The filters of the address, for the page of a request and back. */
function searchOf(call: DashboardCall): string {
  const link = call.linkWith({});
  return link.includes('?') ? link.slice(link.indexOf('?')) : '';
}

const columnsOf = (call: DashboardCall): readonly Column<LoggedRequest>[] => [
  { title: 'Status', isTight: true, cell: ({ status }) => statusBadge(status) },
  {
    title: 'Request',
    cell: (request) =>
      html`<a class="mono" href="${listPath}/${encodeURIComponent(request.id)}${searchOf(call)}"
          ><span class="method">${request.method}</span> ${request.path}</a
        >${request.reason ? html`<small>${request.reason}</small>` : ''}`,
  },
  { title: 'Answered by', shownOn: 'wide', cell: routeOf },
  {
    title: 'Duration',
    shownOn: 'medium',
    isTight: true,
    isEnd: true,
    cell: ({ durationMs }) => `${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`,
  },
  { title: 'Time', shownOn: 'medium', isTight: true, isEnd: true, cell: ({ at }) => formatTimeOfDay(at) },
];

/** What answered, or why nothing could. */
function routeOf({ problem, route }: LoggedRequest): Html {
  if (problem === 'unknown_route') return badge('no such route', 'warn');
  if (problem === 'not_emulated') return badge('not emulated', 'warn');
  return html`<small>${route ?? ''}</small>`;
}
