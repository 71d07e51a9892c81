import { html } from 'hono/html';
import type { ListedFault } from '../../controls/faults.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { checkField, choiceField, longTextField, textField } from '../layout/text-field.js';

const texts = ['method', 'path', 'times', 'latencyMs', 'status', 'headers', 'body'] as const;
const flags = ['reset', 'truncate'] as const;

const samples: readonly { readonly text: string; readonly fault: Readonly<Record<string, string>> }[] = [
  { text: 'Answer 500 once', fault: { path: '/v1/*', status: '500', times: '1' } },
  { text: 'Too many requests', fault: { path: '/v1/*', status: '429', headers: '{"retry-after":"1"}', times: '1' } },
  { text: 'Answer 2 seconds late', fault: { latencyMs: '2000' } },
  { text: 'No keys', fault: { path: '*jwks*', status: '503' } },
  { text: 'Close the connection', fault: { reset: 'true', times: '1' } },
];

/** Faults in the answers of the emulator. */
export const faultPage: DashboardPage = {
  path: '/dashboard/faults',
  topics: ['faults', 'requests'],
  async show(call) {
    const { data } = await call.run('faults.list');
    return {
      title: 'Faults',
      subtitle: 'See how an application behaves when the service fails. The dashboard itself is never affected.',
      buttons: data.length > 0 ? actionButton({ action: 'clear', text: 'Remove all' }) : undefined,
      live: dataTable({
        caption: 'Faults',
        columns,
        rows: data,
        empty: { title: 'No fault', text: 'Every call is answered as usual.' },
      }),
      after: html`<section class="card">
          <h2>Common faults</h2>
          <p class="muted">
            Each adds one fault. "No keys" meets only applications without <code>CLERK_JWT_KEY</code>: with it they
            verify tokens without asking.
          </p>
          <div class="row">
            ${samples.map(({ text, fault }) => actionButton({ action: 'add', text, hidden: fault }))}
          </div>
        </section>
        <section class="card">
          <h2>Add a fault</h2>
          ${actionForm({ action: 'add', submit: 'Add the fault', fields: faultFields(call) })}
        </section>`,
    };
  },
  actions: {
    async add(call) {
      const given = Object.fromEntries(texts.map((name) => [name, call.sent(name)?.trim()]));
      const chosen = Object.fromEntries(flags.map((name) => [name, call.isChecked(name) ? true : undefined]));
      await call.run('faults.add', { ...given, ...chosen });
      return { note: 'The fault was added.' };
    },
    async remove(call) {
      await call.run('faults.remove', { faultId: call.sent('faultId') });
      return { note: 'The fault was removed.' };
    },
    async clear(call) {
      await call.run('faults.clear');
      return { note: 'All faults were removed.' };
    },
  },
};

const columns: readonly Column<ListedFault>[] = [
  {
    title: 'Calls',
    cell: ({ fault }) =>
      html`<span class="mono">${fault.method ?? 'every method'} ${fault.path ?? 'every path'}</span>`,
  },
  { title: 'Effect', cell: ({ fault }) => effectOf(fault) },
  {
    title: 'Met',
    shownOn: 'medium',
    isTight: true,
    cell: ({ fault, hits }) => `${hits}${fault.times === undefined ? '' : ` of ${fault.times}`}`,
  },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: ({ id, fault }) =>
      actionButton({
        action: 'remove',
        text: 'Remove',
        label: `Remove the fault of ${fault.path ?? 'every path'}`,
        isSmall: true,
        tone: 'danger',
        hidden: { faultId: id },
      }),
  },
];

function effectOf({ latencyMs, status, headers, body, reset, truncate }: ListedFault['fault']): string {
  return [
    latencyMs ? `waits ${latencyMs} ms` : '',
    status === undefined ? '' : `answers ${status}`,
    headers ? `with ${Object.keys(headers).join(', ')}` : '',
    body === undefined ? '' : 'with a body of its own',
    reset ? 'closes the connection' : '',
    truncate ? 'stops in the middle of the answer' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function faultFields(call: DashboardCall): Html {
  const kept = (name: string) => ({ form: 'add', name, value: call.kept('add', name, '') });
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({ value, text: value }));
  const flag = (name: string, label: string) =>
    checkField({ form: 'add', name, label, isChecked: call.kept('add', name, '') !== '' });
  return html`${choiceField({ ...kept('method'), label: 'Method', choices: [{ value: '', text: 'every method' }, ...methods] })}
    ${textField({ ...kept('path'), label: 'Path', hint: '* and {name}', placeholder: '/v1/users/{id}' })}
    ${textField({ ...kept('times'), label: 'Number of calls', hint: 'empty: all', type: 'number' })}
    ${textField({ ...kept('latencyMs'), label: 'Delay in ms', type: 'number' })}
    ${textField({ ...kept('status'), label: 'Status of the answer', type: 'number', placeholder: '503' })}
    ${textField({ ...kept('headers'), label: 'Headers', hint: 'JSON', placeholder: '{"retry-after": "5"}' })}
    ${longTextField({ ...kept('body'), label: 'Body', isWhole: true })}
    <div class="row">
      ${flag('reset', 'Close the connection without an answer')}
      ${flag('truncate', 'Close it in the middle of the answer')}
    </div>`;
}
