import { html } from 'hono/html';
import type { Capability } from '../../controls/control-context.js';
import type { Html } from '../../pages/render-page.js';
import { badge } from '../layout/badge.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { listPart, pageLinks } from '../layout/page-links.js';
import { searchForm } from '../layout/search-form.js';

const apis = ['Backend API', 'Frontend API'] as const;

/** Which operations of the service the emulator has, and why it does not have the others. */
export const emulatedPage: DashboardPage = {
  path: '/dashboard/emulated',
  topics: [],
  async show(call) {
    const { data } = await call.run('capabilities.list');
    const found = data.filter((capability) => isWanted(call, capability));
    const part = listPart(call, 50);
    return {
      title: 'What is emulated',
      subtitle:
        'Every operation of the service. Those that are missing answer 501 or 404, and the request log marks them.',
      live: html`<div class="tiles">${apis.map((api) => tile(api, data))}</div>
        ${filters(call)}
        ${dataTable({
          caption: 'Operations',
          columns,
          rows: found.slice(part.offset, part.offset + part.limit),
          empty: { title: 'Nothing found', text: 'No operation matches.' },
          footer: pageLinks(call, part, found.length),
        })}`,
    };
  },
};

function isWanted(call: DashboardCall, { api, operation, route, isEmulated }: Capability): boolean {
  const query = call.query('query')?.toLowerCase() ?? '';
  const state = call.query('state') ?? '';
  return (
    `${operation} ${route}`.toLowerCase().includes(query) &&
    (!call.query('api') || call.query('api') === api) &&
    (state === '' || (state === 'emulated') === isEmulated)
  );
}

function tile(api: Capability['api'], all: readonly Capability[]): Html {
  const ofApi = all.filter((capability) => capability.api === api);
  const count = ofApi.filter(({ isEmulated }) => isEmulated).length;
  return html`<a class="tile" href="/dashboard/emulated?api=${encodeURIComponent(api)}">
    <strong>${count} of ${ofApi.length}</strong><span>operations of the ${api}</span>
  </a>`;
}

function filters(call: DashboardCall): Html {
  const choices = (first: string, values: readonly (readonly [value: string, text: string])[]) => [
    { value: '', text: first },
    ...values.map(([value, text]) => ({ value, text })),
  ];
  return searchForm(call, {
    label: 'Search operations',
    placeholder: 'Search by name or path',
    filters: [
      {
        name: 'api',
        label: 'API',
        choices: choices(
          'Both APIs',
          apis.map((api) => [api, api]),
        ),
      },
      {
        name: 'state',
        label: 'State',
        choices: choices('All operations', [
          ['emulated', 'Emulated'],
          ['missing', 'Not emulated'],
        ]),
      },
    ],
  });
}

const columns: readonly Column<Capability>[] = [
  {
    title: 'Operation',
    cell: ({ operation, route, reason }) =>
      html`${operation}<small class="mono">${route}</small>${reason ? html`<small>${reason}</small>` : ''}`,
  },
  { title: 'API', shownOn: 'medium', isTight: true, cell: ({ api }) => api },
  {
    title: 'State',
    isTight: true,
    cell: ({ isEmulated }) => (isEmulated ? badge('emulated', 'good') : badge('not emulated', 'warn')),
  },
];
