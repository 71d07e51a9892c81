import { html } from 'hono/html';
import type { Instance } from '../instance/instance.js';
import { organizationCollection, type OrganizationRow } from '../organizations/organization.js';
import { ownOffers } from '../organizations/own-offers.js';
import { RoleBook } from '../organizations/role-book.js';
import type { UserRecord } from '../users/user-record.js';
import type { Html } from './render-page.js';

/** An organization that a person may choose: what the button sends, and its text. */
export interface OrganizationChoice {
  readonly field: 'organization_id' | 'invitation_id' | 'suggestion_id';
  readonly value: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly text: string | null;
}

/**
 * The invitations and suggestions of a person, and a notice for each organization that they asked to join.
 * @param own - the organizations in which they are a member
 */
export async function organizationOffers(
  instance: Instance,
  record: UserRecord,
  own: readonly OrganizationRow[],
): Promise<{ readonly choices: readonly OrganizationChoice[]; readonly notices: readonly Html[] }> {
  const { invitations, suggestions } = await ownOffers.list(instance, record);
  const ids = [...invitations, ...suggestions].map(({ scope }) => scope);
  const [book, rows] = await Promise.all([
    RoleBook.read(instance.db),
    organizationCollection.list(instance.db, { ids }),
  ]);
  const isOwn = (row: OrganizationRow) => own.some(({ id }) => id === row.id);
  const organizations = new Map(rows.filter((row) => !isOwn(row)).map((row) => [row.id, row]));
  const choices: OrganizationChoice[] = [];
  const notices: Html[] = [];
  for (const { id: value, scope, role } of invitations) {
    const organization = organizations.get(scope);
    const text = `Accept the invitation as ${book.nameOf(role)}`;
    if (organization) choices.push({ field: 'invitation_id', value, organization, text });
  }
  for (const { id: value, scope, status } of suggestions) {
    const organization = organizations.get(scope);
    if (!organization) continue;
    const text = 'Suggested for you: ask to join';
    if (status === 'pending') choices.push({ field: 'suggestion_id', value, organization, text });
    else notices.push(requestedNotice(organization.name));
  }
  return { choices, notices };
}

const requestedNotice = (name: string): Html =>
  html`<p class="notice" role="status">You asked to join ${name}. Choose it here once a member has accepted you.</p>`;
