import { html } from 'hono/html';
import { decodeText } from '../../controls/read-text-file.js';
import type { Snapshot } from '../../controls/snapshots.js';
import { ApiError } from '../../errors/api-error.js';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { textField } from '../layout/text-field.js';
import { formatTime } from '../layout/format-time.js';

/** Copies of all data: in memory, and as files. */
export const snapshotPage: DashboardPage = {
  path: '/dashboard/snapshots',
  topics: ['snapshots', 'data'],
  async show(call) {
    const { data } = await call.run('snapshots.list');
    return {
      title: 'Snapshots',
      subtitle: 'Keep all data before you try something, and go back. Snapshots end with the emulator; a file stays.',
      fixed: saveForm(call),
      live: dataTable({
        caption: 'Snapshots',
        columns,
        rows: [...data].reverse(),
        empty: { title: 'No snapshot', text: 'Save one above.' },
      }),
      after: transferCards(),
    };
  },
  actions: {
    async save(call) {
      const { name, users } = await call.run('snapshots.save', { name: call.sent('name')?.trim() });
      return { note: `The snapshot ${name} was saved, with ${users} users.` };
    },
    async restore(call) {
      const { name } = await call.run('snapshots.restore', { name: call.sent('name') });
      return { note: `The data of ${name} are back.` };
    },
    async delete(call) {
      await call.run('snapshots.delete', { name: call.sent('name') });
      return { note: 'The snapshot was deleted.' };
    },
    async reset(call) {
      await call.run('state.reset');
      return { note: 'The emulator is as it was at its start.' };
    },
    async export(call) {
      const text = JSON.stringify(await call.run('state.export'));
      return new Response(text, {
        headers: {
          'content-type': 'application/json',
          'content-disposition': 'attachment; filename="emulator-export.json"',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
      });
    },
    async import(call) {
      await call.run('state.import', { dump: await fileText(call, 'dump') });
      return { note: 'The data of the file replaced all others.' };
    },
    async seed(call) {
      const source = call.file('seed')?.name;
      await call.run('state.seed', { seed: await fileText(call, 'seed'), source });
      return { note: 'The seed replaced all data. A reset returns to the start.' };
    },
  },
};

async function fileText(call: DashboardCall, name: string): Promise<string> {
  const file = call.file(name);
  if (!file) throw new ApiError(422, 'form_param_missing', 'is missing', 'Choose a file first.', { param_name: name });
  return decodeText(new Uint8Array(await file.arrayBuffer()));
}

const columns: readonly Column<Snapshot>[] = [
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Users', isTight: true, isEnd: true, cell: ({ users }) => users.toLocaleString('en') },
  { title: 'Saved', shownOn: 'medium', isTight: true, cell: ({ createdAt }) => formatTime(createdAt) },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: ({ name }) =>
      html`<div class="row">
        ${actionButton({ action: 'restore', text: 'Restore', label: `Restore ${name}`, isSmall: true, hidden: { name } })}
        ${actionButton({ action: 'delete', text: 'Delete', label: `Delete ${name}`, isSmall: true, tone: 'danger', hidden: { name } })}
      </div>`,
  },
];

function saveForm(call: DashboardCall): Html {
  return html`<section class="card">
    <h2>Save a snapshot</h2>
    ${actionForm({
      action: 'save',
      submit: 'Save',
      className: 'inline',
      fields: textField({
        form: 'save',
        name: 'name',
        label: 'Name',
        hint: 'an older one of this name is replaced',
        placeholder: 'before-checkout',
        value: call.kept('save', 'name', ''),
        isRequired: true,
      }),
    })}
  </section>`;
}

function transferCards(): Html {
  const file = (form: string, label: string) =>
    textField({ form, name: form === 'import' ? 'dump' : 'seed', label, type: 'file', isRequired: true });
  return html`<div class="cols">
    <section class="card">
      <h2>Export</h2>
      <p class="muted">A file with all data, with passwords and secrets. Another emulator can import it.</p>
      <div class="row">${actionButton({ action: 'export', text: 'Download the export' })}</div>
    </section>
    <section class="card">
      <h2>Import</h2>
      <p class="muted">Replaces all data, or nothing if there is an error in the file.</p>
      ${actionForm({ action: 'import', submit: 'Import', className: 'inline', isUpload: true, fields: file('import', 'Export') })}
    </section>
    <section class="card">
      <h2>Seed</h2>
      <p class="muted">Replaces all data by those of a seed, in YAML or JSON.</p>
      ${actionForm({ action: 'seed', submit: 'Apply', className: 'inline', isUpload: true, fields: file('seed', 'Seed') })}
    </section>
    <section class="card">
      <h2>Reset</h2>
      <p class="muted">Back to the start: the seed and the real time. Faults, log, inbox and events are removed.</p>
      <div class="row">${actionButton({ action: 'reset', text: 'Reset the emulator', tone: 'danger' })}</div>
    </section>
  </div>`;
}
