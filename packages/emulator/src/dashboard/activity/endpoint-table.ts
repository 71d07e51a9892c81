import { html } from 'hono/html';
import type { ShownEndpoint } from '../../controls/table/webhook-controls.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { textField } from '../layout/text-field.js';

/** The endpoints that receive events. */
export function endpointTable(endpoints: readonly ShownEndpoint[]): Html {
  return dataTable({
    caption: 'Endpoints',
    columns,
    rows: endpoints,
    header: html`<header>
      <h2>Endpoints <span class="count">${endpoints.length}</span></h2>
    </header>`,
    empty: { title: 'No endpoint', text: 'Add the address of your handler below.' },
  });
}

const columns: readonly Column<ShownEndpoint>[] = [
  {
    title: 'Address and signing secret',
    cell: ({ url, secret }) => html`<span class="mono">${url}</span><small class="mono">${secret}</small>`,
  },
  { title: 'Events', shownOn: 'medium', cell: ({ events }) => events?.join(', ') ?? 'all' },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: ({ url }) =>
      actionButton({
        action: 'removeEndpoint',
        text: 'Remove',
        label: `Remove ${url}`,
        isSmall: true,
        tone: 'danger',
        hidden: { url },
      }),
  },
];

/** The form for another endpoint. */
export function addEndpointForm(call: DashboardCall): Html {
  const kept = (name: string) => ({ form: 'addEndpoint', name, value: call.kept('addEndpoint', name, '') });
  return html`<section class="card">
    <h2>Add an endpoint</h2>
    ${actionForm({
      action: 'addEndpoint',
      submit: 'Add the endpoint',
      fields: html`${textField({ ...kept('url'), label: 'Address on this machine', type: 'url', placeholder: 'http://localhost:3000/api/webhooks', isRequired: true })}
      ${textField({ ...kept('events'), label: 'Events', hint: 'empty: all', placeholder: 'user.created, session.created' })}
      ${textField({ ...kept('secret'), label: 'Signing secret', hint: 'empty: the usual one', placeholder: 'whsec_…' })}`,
    })}
  </section>`;
}
