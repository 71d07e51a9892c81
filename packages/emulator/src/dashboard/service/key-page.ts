import type { APIKeyJSON, MachineJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { organizationPath } from '../people/organization-list-page.js';
import { userPath } from '../people/user-actions.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import { badge } from '../layout/badge.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { textField } from '../layout/text-field.js';
import { formatDay } from '../layout/format-time.js';
import { listPart, pageLinks } from '../layout/page-links.js';

/** How many machines the page lists. */
const maxMachines = 100;

/** API keys of users and organizations, and machines. */
export const keyPage: DashboardPage = {
  path: '/dashboard/keys',
  topics: ['data'],
  async show(call) {
    const part = listPart(call);
    const [keys, machines] = await Promise.all([
      call.run('apiKeys.list', part),
      call.run('machines.list', { limit: maxMachines }),
    ]);
    return {
      title: 'Keys and machines',
      subtitle: 'How programs prove who they are. A secret is shown once, when it is made.',
      live: html`${dataTable({
        caption: 'API keys',
        columns: keyColumns,
        rows: keys.data,
        header: html`<header>
          <h2>API keys <span class="count">${keys.totalCount}</span></h2>
        </header>`,
        empty: { title: 'No API key', text: 'Create one below.' },
        footer: pageLinks(call, part, keys.totalCount),
      })}
      ${dataTable({
        caption: 'Machines',
        columns: machineColumns,
        rows: machines.data,
        header: html`<header>
          <h2>Machines <span class="count">${machines.totalCount}</span></h2>
        </header>`,
        empty: { title: 'No machine', text: 'Machines get M2M tokens for calls between services. Create one below.' },
      })}`,
      after: keyForms(call),
    };
  },
  actions: {
    async createKey(call) {
      const names = ['subject', 'name', 'scopes', 'expiresInSeconds'] as const;
      const given = Object.fromEntries(names.map((name) => [name, call.sent(name)?.trim()]));
      const { name, secret } = await call.run('apiKeys.create', given);
      return { note: `The API key ${name} was created. Its secret is shown only now:`, secret };
    },
    async revokeKey(call) {
      await call.run('apiKeys.revoke', { apiKeyId: call.sent('apiKeyId') });
      return { note: 'The API key was revoked.' };
    },
    async createMachine(call) {
      const [name, scopedMachines] = ['name', 'scopedMachines'].map((field) => call.sent(field)?.trim());
      const machine = await call.run('machines.create', { name, scopedMachines });
      return {
        note: `The machine ${machine.name} was created. Its secret key is shown only now:`,
        secret: machine.secret_key,
      };
    },
    async deleteMachine(call) {
      await call.run('machines.delete', { machineId: call.sent('machineId') });
      return { note: 'The machine was deleted.' };
    },
  },
};

function subjectLink(subject: string): Html {
  const path = subject.startsWith('org_') ? organizationPath(subject) : userPath(subject);
  return html`<a class="mono" href="${path}">${subject}</a>`;
}

const keyColumns: readonly Column<APIKeyJSON>[] = [
  { title: 'Name', cell: ({ name, id }) => html`${name}<small class="mono">${id}</small>` },
  { title: 'Owner', shownOn: 'medium', cell: ({ subject }) => subjectLink(subject) },
  { title: 'Scopes', shownOn: 'wide', cell: ({ scopes }) => scopes.join(', ') || 'none' },
  { title: 'Status', isTight: true, cell: keyStatus },
  {
    title: 'Expires',
    shownOn: 'wide',
    isTight: true,
    cell: ({ expiration }) => formatDay(expiration),
  },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: ({ id, name, revoked }) =>
      revoked
        ? ''
        : actionButton({
            action: 'revokeKey',
            text: 'Revoke',
            label: `Revoke ${name}`,
            isSmall: true,
            tone: 'danger',
            hidden: { apiKeyId: id },
          }),
  },
];

function keyStatus({ revoked, expired }: APIKeyJSON): Html {
  if (revoked) return badge('revoked');
  return expired ? badge('expired', 'warn') : badge('active', 'good');
}

const machineColumns: readonly Column<MachineJSON>[] = [
  { title: 'Name', cell: ({ name, id }) => html`${name}<small class="mono">${id}</small>` },
  {
    title: 'Verified by',
    shownOn: 'medium',
    cell: ({ scoped_machines: scoped }) => scoped?.map(({ name }) => name).join(', ') || 'itself',
  },
  { title: 'Created', shownOn: 'wide', isTight: true, cell: (machine) => formatDay(machine.created_at) },
  {
    title: '',
    label: 'Actions',
    isTight: true,
    isEnd: true,
    cell: ({ id, name }) =>
      actionButton({
        action: 'deleteMachine',
        text: 'Delete',
        label: `Delete ${name}`,
        isSmall: true,
        tone: 'danger',
        hidden: { machineId: id },
      }),
  },
];

function keyForms(call: DashboardCall): Html {
  const kept = (form: string, name: string) => ({ form, name, value: call.kept(form, name, '') });
  return html`<div class="cols">
    <section class="card">
      <h2>Create an API key</h2>
      ${actionForm({
        action: 'createKey',
        submit: 'Create the key',
        fields: html`${textField({ ...kept('createKey', 'name'), label: 'Name', isRequired: true })}
        ${textField({ ...kept('createKey', 'subject'), label: 'Owner', hint: 'user or org_…', placeholder: 'ada@example.com', isRequired: true })}
        ${textField({ ...kept('createKey', 'scopes'), label: 'Scopes', hint: 'with commas', placeholder: 'read, write' })}
        ${textField({ ...kept('createKey', 'expiresInSeconds'), label: 'Seconds it lasts', hint: 'empty: for ever', type: 'number' })}`,
      })}
    </section>
    <section class="card">
      <h2>Create a machine</h2>
      ${actionForm({
        action: 'createMachine',
        submit: 'Create the machine',
        fields: html`${textField({ ...kept('createMachine', 'name'), label: 'Name', isRequired: true })}
        ${textField({ ...kept('createMachine', 'scopedMachines'), label: 'Verified by', hint: 'ids of machines', placeholder: 'mch_…' })}`,
      })}
    </section>
  </div>`;
}
