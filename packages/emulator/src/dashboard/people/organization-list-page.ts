import type { OrganizationJSON } from '@acme/backend/wire';
import { html } from 'hono/html';
import { actionForm } from '../layout/action-form.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { dataTable, type Column } from '../layout/data-table.js';
import { formatDay } from '../layout/format-time.js';
import { textField } from '../layout/text-field.js';
import { listPart, pageLinks } from '../layout/page-links.js';
import { picture } from '../layout/picture.js';
import { searchForm } from '../layout/search-form.js';

/** The page of an organization. */
export const organizationPath = (organizationId: string): string =>
  `/dashboard/organizations/${encodeURIComponent(organizationId)}`;

/** All organizations, with a search. */
export const organizationListPage: DashboardPage = {
  path: '/dashboard/organizations',
  topics: ['data'],
  async show(call) {
    const part = listPart(call);
    const query = call.query('query');
    const { data, totalCount } = await call.run('organizations.list', { query, ...part });
    const kept = (name: string) => ({ form: 'create', name, value: call.kept('create', name, '') });
    return {
      title: 'Organizations',
      subtitle: 'Groups of users with roles and permissions.',
      fixed: searchForm(call, { label: 'Search organizations', placeholder: 'Search by name, slug or id' }),
      live: dataTable({
        caption: 'Organizations',
        columns,
        rows: data,
        empty: query
          ? { title: 'Nothing found', text: 'No organization matches the search.' }
          : { title: 'No organization yet', text: 'Create one below, or in your application.' },
        footer: pageLinks(call, part, totalCount),
      }),
      after: html`<section class="card">
        <h2>Create an organization</h2>
        ${actionForm({
          action: 'create',
          submit: 'Create the organization',
          fields: html`${textField({ ...kept('name'), label: 'Name', isRequired: true })}
          ${textField({ ...kept('slug'), label: 'Slug', hint: 'optional' })}
          ${textField({ ...kept('createdBy'), label: 'Creator, who becomes its admin', hint: 'optional', placeholder: 'ada@example.com' })}`,
        })}
      </section>`,
    };
  },
  actions: {
    async create(call) {
      const [name, slug, createdBy] = ['name', 'slug', 'createdBy'].map((field) => call.sent(field)?.trim());
      const { id } = await call.run('organizations.create', { name, slug, createdBy });
      return { to: organizationPath(id), note: 'The organization was created.' };
    },
  },
};

const columns: readonly Column<OrganizationJSON>[] = [
  {
    title: 'Organization',
    cell: (organization) =>
      html`<div class="cell">
        ${picture({ id: organization.id, name: organization.name, hasImage: organization.has_image, imageUrl: organization.image_url })}
        <span
          ><a href="${organizationPath(organization.id)}">${organization.name}</a
          ><small>${organization.slug || organization.id}</small></span
        >
      </div>`,
  },
  { title: 'Members', isTight: true, cell: (organization) => String(organization.members_count ?? '') },
  {
    title: 'Invitations',
    shownOn: 'medium',
    isTight: true,
    cell: (organization) => String(organization.pending_invitations_count ?? ''),
  },
  { title: 'Created', shownOn: 'wide', isTight: true, cell: (organization) => formatDay(organization.created_at) },
];
