import type { UserJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { actionButton, actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { facts } from '../layout/facts.js';
import { keptValue, seenValues } from '../layout/seen-values.js';
import { longTextField, textField } from '../layout/text-field.js';
import { formatTime } from '../layout/format-time.js';
import { roleChoices } from './role-form.js';
import { sessionTable } from './session-table.js';
import { metadataValues, profileValues, userActions } from './user-actions.js';
import { userAddresses } from './user-addresses.js';
import { userStatus } from './user-list-page.js';
import { addMembershipForm, userMemberships } from './user-memberships.js';
import { emailAddressOf, userName } from './user-name.js';

/** How many sessions and how many memberships the page of a user lists. */
const maxSessions = 50;
const maxMemberships = 100;
/** How many organizations the field for another membership suggests. */
const maxSuggested = 100;

/** A user: profile, addresses, metadata, sessions, organizations. */
export const userPage: DashboardPage = {
  path: '/dashboard/users/:userId',
  topics: ['data'],
  async show(call) {
    const userId = call.pathPart('userId');
    const user = await call.run('users.get', { userId });
    const [sessions, memberships, organizations, roles] = await Promise.all([
      call.run('sessions.list', { userId: user.id, limit: maxSessions }),
      call.run('users.memberships', { userId: user.id, limit: maxMemberships }),
      call.run('organizations.list', { limit: maxSuggested }),
      call.run('roles.list'),
    ]);
    const choices = roleChoices(roles.data);
    return {
      title: userName(user),
      subtitle: emailAddressOf(user) ?? user.id,
      back: { href: '/dashboard/users', text: 'Users' },
      buttons: html`${actionButton({ action: 'signIn', text: 'Sign in as', label: `Sign in as ${userName(user)}`, tone: 'primary' })}
      ${user.banned ? actionButton({ action: 'unban', text: 'Unban' }) : actionButton({ action: 'ban', text: 'Ban' })}
      ${user.locked ? actionButton({ action: 'unlock', text: 'Unlock' }) : actionButton({ action: 'lock', text: 'Lock' })}`,
      live: html`${userParts(user)} ${sessionTable({ sessions: sessions.data, totalCount: sessions.totalCount })}
      ${userMemberships(memberships, choices)}`,
      after: userForms(call, user, addMembershipForm(call, { organizations: organizations.data, roles: choices })),
    };
  },
  actions: userActions,
};

function userParts(user: UserJSON): Html {
  return html`<div class="cols">
    <section class="card">
      <h2>About</h2>
      ${facts([
        ['Status', userStatus(user)],
        ['User ID', html`<span class="mono">${user.id}</span>`],
        ...(user.external_id === null ? [] : [['External ID', user.external_id] as const]),
        ...(user.username === null ? [] : [['Username', user.username] as const]),
        ['Password', user.password_enabled ? 'set' : 'none'],
        ['Second factors', secondFactors(user)],
        ['Last sign-in', formatTime(user.last_sign_in_at)],
        ['Last active', formatTime(user.last_active_at)],
        ['Created', formatTime(user.created_at)],
      ])}
    </section>
    ${userAddresses(user)}
  </div>`;
}

function secondFactors(user: UserJSON): string {
  const names = [
    user.totp_enabled ? 'authenticator app' : '',
    user.backup_code_enabled ? 'backup codes' : '',
    user.phone_numbers.some((phone) => phone.reserved_for_second_factor) ? 'text message' : '',
  ].filter((name) => name !== '');
  return names.length === 0 ? 'none' : names.join(', ');
}

function userForms(call: DashboardCall, user: UserJSON, addMembership: Html): Html {
  return html`<div class="cols">
      <section class="card">
        <h2>Profile</h2>
        ${actionForm({ action: 'edit', submit: 'Save the profile', hidden: seenValues(profileValues(user)), fields: profileFields(call, user) })}
      </section>
      ${addForms(call, addMembership)}
    </div>
    <section class="card">
      <h2>Metadata</h2>
      <p class="muted">
        Everybody may read public metadata, only servers private metadata, and the user may change unsafe metadata.
      </p>
      ${actionForm({ action: 'editMetadata', submit: 'Save the metadata', hidden: seenValues(metadataValues(user)), fields: metadataFields(call, user) })}
    </section>
    <details class="card">
      <summary>Delete this user</summary>
      <div class="inside">
        <p class="muted">
          Sessions, memberships and keys of the user are deleted, too. A snapshot taken before brings them back.
        </p>
        ${actionButton({ action: 'delete', text: 'Delete the user', tone: 'danger' })}
      </div>
    </details>`;
}

function addForms(call: DashboardCall, addMembership: Html): Html {
  return html`<div class="stack">
    <section class="card">
      <h2>Add an address</h2>
      ${actionForm({
        action: 'addEmailAddress',
        submit: 'Add',
        className: 'inline',
        hidden: { verified: 'true' },
        fields: textField({
          form: 'addEmailAddress',
          name: 'emailAddress',
          label: 'Email address',
          type: 'email',
          isRequired: true,
          value: call.kept('addEmailAddress', 'emailAddress', ''),
        }),
      })}
      ${actionForm({
        action: 'addPhoneNumber',
        submit: 'Add',
        className: 'inline',
        hidden: { verified: 'true' },
        fields: textField({
          form: 'addPhoneNumber',
          name: 'phoneNumber',
          label: 'Phone number',
          type: 'tel',
          placeholder: '+15555550100',
          isRequired: true,
          value: call.kept('addPhoneNumber', 'phoneNumber', ''),
        }),
      })}
    </section>
    <section class="card">
      <h2>Add to an organization</h2>
      ${addMembership}
    </section>
  </div>`;
}

function profileFields(call: DashboardCall, user: UserJSON): Html {
  const values = profileValues(user);
  const kept = (name: keyof typeof values) => ({
    form: 'edit',
    name,
    value: keptValue(call, 'edit', name, values[name]),
  });
  return html`${textField({ ...kept('firstName'), label: 'First name' })}
  ${textField({ ...kept('lastName'), label: 'Last name' })} ${textField({ ...kept('username'), label: 'Username' })}
  ${textField({ form: 'edit', name: 'password', label: 'New password', type: 'password', hint: 'optional' })}`;
}

function metadataFields(call: DashboardCall, user: UserJSON): Html {
  const values = metadataValues(user);
  const kept = (name: keyof typeof values) => ({
    form: 'editMetadata',
    name,
    value: keptValue(call, 'editMetadata', name, values[name]),
    hint: 'JSON',
  });
  return html`${longTextField({ ...kept('publicMetadata'), label: 'Public' })}
  ${longTextField({ ...kept('privateMetadata'), label: 'Private' })}
  ${longTextField({ ...kept('unsafeMetadata'), label: 'Unsafe' })}`;
}
