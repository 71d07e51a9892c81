import { html } from 'hono/html';
import { actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { longTextField, textField } from '../layout/text-field.js';
import type { Html } from '../../pages/render-page.js';
import { userPath } from './user-actions.js';

const texts = ['emailAddress', 'phoneNumber', 'username', 'password', 'firstName', 'lastName'] as const;
const documents = ['publicMetadata', 'privateMetadata', 'unsafeMetadata'] as const;

/** Creates a user. */
export const newUserPage: DashboardPage = {
  path: '/dashboard/users/new',
  topics: [],
  show: (call) =>
    Promise.resolve({
      title: 'Create a user',
      subtitle: 'By the rules of the Backend API: what the settings require must be given.',
      back: { href: '/dashboard/users', text: 'Users' },
      live: html`<section class="card">
        ${actionForm({ action: 'create', submit: 'Create the user', fields: newUserFields(call) })}
      </section>`,
    }),
  actions: {
    async create(call) {
      const given = Object.fromEntries(
        [...texts, ...documents].map((name) => [name, call.sent(name)?.trim() || undefined]),
      );
      const { id } = await call.run('users.create', given);
      return { to: userPath(id), note: 'The user was created.' };
    },
  },
};

function newUserFields(call: DashboardCall): Html {
  const kept = (name: string) => ({ form: 'create', name, value: call.kept('create', name, '') });
  return html`${textField({ ...kept('firstName'), label: 'First name' })}
  ${textField({ ...kept('lastName'), label: 'Last name' })}
  ${textField({ ...kept('emailAddress'), label: 'Email address', type: 'email' })}
  ${textField({ ...kept('phoneNumber'), label: 'Phone number', type: 'tel', placeholder: '+15555550100' })}
  ${textField({ ...kept('username'), label: 'Username' })}
  ${textField({ form: 'create', name: 'password', label: 'Password', type: 'password' })}
  ${longTextField({ ...kept('publicMetadata'), label: 'Public metadata', hint: 'JSON' })}
  ${longTextField({ ...kept('privateMetadata'), label: 'Private metadata', hint: 'JSON' })}
  ${longTextField({ ...kept('unsafeMetadata'), label: 'Unsafe metadata', hint: 'JSON' })}`;
}
