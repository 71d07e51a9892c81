import type { OrganizationMembershipJSON, RoleJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { actionForm } from '../layout/action-form.js';

/** A role to choose. */
export interface RoleChoice {
  readonly value: string;
  readonly text: string;
}

/** The choices of a role. */
export function roleChoices(roles: readonly RoleJSON[]): readonly RoleChoice[] {
  return roles.map(({ key, name }) => ({ value: key, text: name }));
}

/** The role that a form for another member begins with. */
export function usualRole(roles: readonly RoleChoice[]): string | undefined {
  return roles.find(({ value }) => value === 'org:member')?.value ?? roles[0]?.value;
}

/** A choice of the role in a membership (`changeRole` of the page). */
export function roleForm(
  { role, role_name: roleName }: OrganizationMembershipJSON,
  form: {
    readonly roles: readonly RoleChoice[];
    /** Whose role it is, for screen readers. */
    readonly label: string;
    readonly hidden: Readonly<Record<string, string>>;
  },
): Html {
  const { roles, label, hidden } = form;
  const choices = roles.some(({ value }) => value === role)
    ? roles
    : [...roles, { value: role, text: roleName ?? role }];
  return actionForm({
    action: 'changeRole',
    submit: 'Change',
    className: 'inline',
    isSmall: true,
    hidden,
    fields: html`<select name="role" aria-label="${label}" autocomplete="off">
      ${choices.map(({ value, text }) => html`<option value="${value}" ${value === role ? html`selected` : ''}>${text}</option>`)}
    </select>`,
  });
}
